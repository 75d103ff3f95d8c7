import type {
  CrmActivity,
  CrmChange,
  CrmDeal,
  CrmDeletion,
  CrmRecord,
  CrmSubject,
} from '../../domain/crm/crm-change.ts';
import type { CrmFailure } from '../../domain/crm/crm-failure.ts';
import type { CrmStage } from '../../domain/crm/crm-lifecycle.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import type { CrmChangePage, CrmChangeQuery, CrmChanges } from '../../ports/crm-changes.ts';

/** The most changes that the fake tells of at once. */
const PAGE = 3;

/** Fake of a CRM that is read. Its kinds are `activities`, `deals`, `records` and `deletions`. */
export class InMemoryCrmChanges implements CrmChanges {
  readonly kinds = ['activities', 'deals', 'records', 'deletions'];
  readonly overlapSeconds = 120;
  readonly activities: CrmActivity[] = [];
  readonly deals: CrmDeal[] = [];
  readonly deletions: CrmDeletion[] = [];
  readonly records = new Map<string, CrmRecord & { readonly changedAt: string }>();
  /** Stages of the life cycle, by record. */
  readonly recordStages = new Map<string, readonly CrmStage[]>();
  /** Records that were deleted, by id. */
  readonly deletedRecords = new Map<string, CrmSubject>();
  /** Ids of deals that were deleted. */
  readonly deletedDealIds = new Set<string>();
  /** Set while the CRM answers nothing. */
  failing: CrmFailure | undefined;
  /** Kinds that may not be read. */
  readonly forbidden = new Set<string>();

  async read({ kind, from, isTaken }: CrmChangeQuery): Promise<Result<CrmChangePage, CrmFailure>> {
    if (this.failing) return failure(this.failing);
    if (this.forbidden.has(kind)) return failure({ code: 'forbidden' });
    const all = this.#changesOf(kind)
      .filter((change) => change.changedAt >= from && !isTaken(change))
      .toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1));
    const changes = all.slice(0, PAGE);
    const last = changes.at(-1);
    return success({ changes, isComplete: all.length <= PAGE, ...(last && { readUntil: last.changedAt }) });
  }

  async record(id: string): Promise<Result<CrmRecord | undefined, CrmFailure>> {
    return this.failing ? failure(this.failing) : success(this.records.get(id));
  }

  async stages(id: string): Promise<Result<readonly CrmStage[], CrmFailure>> {
    return this.failing ? failure(this.failing) : success(this.recordStages.get(id) ?? []);
  }

  async deleted(ids: readonly string[]): Promise<Result<readonly CrmSubject[], CrmFailure>> {
    return this.failing ? failure(this.failing) : success(ids.flatMap((id) => this.deletedRecords.get(id) ?? []));
  }

  async deletedDeals(ids: readonly string[]): Promise<Result<readonly string[], CrmFailure>> {
    return this.failing ? failure(this.failing) : success(ids.filter((id) => this.deletedDealIds.has(id)));
  }

  #changesOf(kind: string): readonly CrmChange[] {
    if (kind === 'deals') return this.deals;
    if (kind === 'deletions') return this.deletions;
    return kind === 'activities' ? this.activities : this.#recordChanges();
  }

  #recordChanges(): readonly CrmChange[] {
    return [...this.records.values()].map(({ changedAt, owner, ...about }) => ({
      type: 'record',
      id: about.record,
      changedAt,
      about,
      ...(owner !== undefined && { owner }),
      ...(this.recordStages.has(about.record) && {
        stages: (this.recordStages.get(about.record) ?? []).map(({ property, value }) => ({ property, value })),
      }),
    }));
  }
}
