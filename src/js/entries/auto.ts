/**
 * The functions of `kassei`, ready when this module is imported: it waits at its top level for `load`. For programs of
 * ES modules; others call `load`.
 * @module kassei/auto
 */

export * from '../../../build/generated/auto.ts';
export { default } from '../../../build/generated/auto.ts';
export type * from '../public-types.ts';
