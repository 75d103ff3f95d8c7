import { createRequire } from 'node:module';
import { lazyValue } from '../../../domain/lazy-value.ts';

/** Returns what loads a CommonJS file beside the bundle, once. */
export function loadBeside<Module>(file: string): () => Module {
  return lazyValue(() => createRequire(import.meta.url)(file) as Module);
}
