// The types that every entry with a `load` exports.
export type {
  ActivationName,
  ActivationsByMethod,
  ActivationsByName,
  MethodName,
} from '../../build/generated/activations.ts';
export type { Kassei } from './core/create.ts';
export type { AllocatedArray } from './memory/allocated-array.ts';
export type * from './types.ts';
