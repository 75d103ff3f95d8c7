import type { Source } from '../../../shared/ports/source-store.ts';
import { MONDAY } from './moment.ts';

/** Builds the first version of a source for a website form. */
export function aSource(change: Partial<Source> = {}): Source {
  return {
    id: 'demo-form',
    key: 'key-of-the-form',
    kind: 'generic',
    touch: 'demo_request',
    version: 1,
    createdAt: MONDAY,
    changedAt: MONDAY,
    changedBy: 'ada',
    ...change,
  };
}
