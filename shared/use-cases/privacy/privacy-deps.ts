import type { DoNotContactRecords } from '../../ports/do-not-contact-list.ts';
import type { ErasureRecords, PersonEraser } from '../../ports/erasure.ts';
import type { Deps } from '../deps.ts';

/** What finding, exporting and erasing people needs, and keeping them from being contacted. */
export interface PrivacyDeps
  extends Pick<
    Deps,
    | 'leads'
    | 'plans'
    | 'reps'
    | 'deliveries'
    | 'sources'
    | 'readBody'
    | 'personKeys'
    | 'hash'
    | 'keyedHash'
    | 'doNotContact'
    | 'newId'
  > {
  readonly eraser: PersonEraser;
  readonly erasures: ErasureRecords;
  /** Records of the do-not-contact list. */
  readonly doNotContactRecords: DoNotContactRecords;
}
