import type { ErasureRecords, PersonEraser } from '../../ports/erasure.ts';
import type { Deps } from '../deps.ts';

/** What finding, exporting and erasing people needs. */
export interface PrivacyDeps
  extends Pick<
    Deps,
    'leads' | 'plans' | 'deliveries' | 'sources' | 'readBody' | 'personKeys' | 'hash' | 'keyedHash' | 'newId'
  > {
  readonly eraser: PersonEraser;
  readonly erasures: ErasureRecords;
}
