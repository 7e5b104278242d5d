/**
 * The full record of every activation, for pages and tools.
 * @module kassei/catalogue
 */
import { entries } from '../../../build/generated/catalogue.ts';
import type { CatalogueEntry, Framework } from '../records.ts';

export type {
  AtDefaults,
  Case,
  CatalogueEntry,
  CatalogueParameter,
  ErrorBounds,
  Framework,
  FrameworkRecord,
  Kink,
  KinkAtDefaults,
  Multiple,
  Quantity,
} from '../records.ts';

/** The frameworks' names as people write them. */
export const frameworks: Readonly<Record<Framework, string>> = {
  keras2: 'Keras 2',
  keras3: 'Keras 3',
  pytorch: 'PyTorch',
  jax: 'JAX',
  tensorflowjs: 'TensorFlow.js',
  onnx: 'ONNX',
  webnn: 'WebNN',
};

/** Every activation, in the order of `activations`. */
export const catalogue: readonly CatalogueEntry[] = entries;
