import type { CrmChange, CrmRecord, CrmSubject } from '../domain/crm/crm-change.ts';
import type { CrmFailure } from '../domain/crm/crm-failure.ts';
import type { CrmStage } from '../domain/crm/crm-lifecycle.ts';
import type { Instant } from '../domain/instant.ts';
import type { Result } from '../domain/result.ts';

/** Some changes of one kind. */
export interface CrmChangePage {
  /** Oldest first. Without those that were to be left out. */
  readonly changes: readonly CrmChange[];
  /** When the last thing that was looked at was changed; absent if there was nothing. */
  readonly readUntil?: Instant;
  /** Whether there is nothing more to read. */
  readonly isComplete: boolean;
}

/** What is to be read. */
export interface CrmChangeQuery {
  /** One of {@link CrmChanges.kinds}. */
  readonly kind: string;
  /** Everything that was changed then or later. */
  readonly from: Instant;
  readonly now: Instant;
  /** What need not be looked up again. */
  readonly isTaken: (change: { readonly id: string; readonly changedAt: Instant }) => boolean;
}

/**
 * Reads what was changed in a CRM. Failures of the CRM are values. A change may be told of more than once, and some time
 * after it was made: `overlapSeconds` is how much of the past must be read again.
 */
export interface CrmChanges {
  readonly kinds: readonly string[];
  readonly overlapSeconds: number;
  read(query: CrmChangeQuery): Promise<Result<CrmChangePage, CrmFailure>>;
  /** Reads a record as it is now, from no index. Success without a value: it is not there any more. */
  record(id: string): Promise<Result<CrmRecord | undefined, CrmFailure>>;
  /** Reads the stages of the life cycle on a changed record, by the id of the change, and when each was set. None: it is not there any more. */
  stages(id: string): Promise<Result<readonly CrmStage[], CrmFailure>>;
  /** Returns those of these records that somebody deleted, as they were; none that was merged into another or converted. */
  deleted(ids: readonly string[]): Promise<Result<readonly CrmSubject[], CrmFailure>>;
  /** Returns those of these deals that somebody deleted, unless {@link read} tells of them. */
  deletedDeals(ids: readonly string[]): Promise<Result<readonly string[], CrmFailure>>;
}
