import { generic } from './generic.ts';
import type { SourceKind } from './source-kind.ts';

/** A list of people, posted by `baton leads import`; its leads wait behind all others. */
export const importedList: SourceKind = {
  ...generic,
  title: 'Lists',
  formatSteps: () => ['Lists are imported by a command; there is nothing to paste.'],
};
