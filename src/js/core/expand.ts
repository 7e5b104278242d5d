import type { Activation, Parameter } from '../types.ts';
import { freeze } from './freeze.ts';

const LARGEST_FLOAT32 = 2 ** 128 - 2 ** 104;

/** A parameter: its name, type and default, its range if that is not all of float32, its smallest absolute value. */
type ShortParameter = readonly [
  keras: string,
  type: string,
  standard?: number | boolean | null,
  minimum?: number,
  maximum?: number,
  smallest?: number,
];

type ShortActivation = readonly [
  name: string,
  kind: string,
  parameters: readonly ShortParameter[],
  kinks?: number,
  aliases?: readonly string[],
  halves?: boolean,
];

const camelCase = (name: string) => name.replace(/_./g, (part) => (part[1] as string).toUpperCase());

/** The records of activations, which the package has in a short form because every program loads them. */
export const expand = <Name, Method>(short: readonly ShortActivation[]) =>
  freeze(
    short.map(([name, kind, parameters, kinks = 0, aliases = [], halves = false]) => ({
      name,
      method: camelCase(name),
      aliases,
      kind,
      halves,
      parameters: parameters.map(
        ([keras, type, standard, minimum = -LARGEST_FLOAT32, maximum = LARGEST_FLOAT32, smallest]) => ({
          name: camelCase(keras),
          keras,
          type: type as Parameter['type'],
          ...(standard != null && { default: standard }),
          minimum,
          maximum,
          ...(smallest && { smallest }),
        }),
      ),
      kinks,
    })),
  ) as unknown as readonly Activation<Name, Method>[];
