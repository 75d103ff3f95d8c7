import type { BatchDecision } from '../../domain/assignment/batch-decision.ts';
import { createLedger } from '../../domain/assignment/fairness/ledger.ts';
import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import type { LeadId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { queueNameOf } from '../../domain/lead/stage.ts';
import { lifecycleStateOf } from '../../domain/lead/transitions.ts';
import { PRIORITIES } from '../../domain/plan/rule.ts';
import { isWaitingInList } from '../../domain/sources/import-list.ts';
import type {
  Commit,
  CommitOutcome,
  DueLead,
  LeadQuery,
  LeadStore,
  Page,
  QueuedLead,
  RecyclingQuery,
} from '../../ports/lead-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import { commitToWorld } from './in-memory-commit.ts';
import { type InMemoryWorld, innerMapOf } from './in-memory-world.ts';
import { takePage } from './page-of.ts';

/**
 * Maximum number of adjustments returned for one decision, so that they all fit into its transaction. The rest follows
 * with the next decision.
 */
const MAX_ADJUSTMENTS = 20;

/** Fake of the lead store. */
export class InMemoryLeadStore implements LeadStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async load(id: LeadId): Promise<Lead | undefined> {
    return this.#world.leads.get(id);
  }

  async loadMany(ids: readonly LeadId[]): Promise<readonly Lead[]> {
    return [...new Set(ids)].map((id) => this.#world.leads.get(id)).filter((lead) => lead !== undefined);
  }

  async person(id: LeadId): Promise<Person | undefined> {
    return this.#world.people.get(id);
  }

  async saveEnrichment(id: LeadId, found: EnrichmentResult): Promise<void> {
    if (!this.#world.erasedEnrichments.has(id)) this.#world.enrichments.set(id, copyFrozen(found));
  }

  async loadEnrichment(id: LeadId): Promise<EnrichmentResult | undefined> {
    return this.#world.enrichments.get(id);
  }

  async routedFeatures(id: LeadId) {
    return this.#world.routedFeatures.get(id);
  }

  async timeline(id: LeadId): Promise<readonly LeadEvent[]> {
    return [...(this.#world.timelines.get(id) ?? [])];
  }

  async loadWithTimeline(id: LeadId) {
    return { lead: await this.load(id), timeline: await this.timeline(id) };
  }

  async commit(change: Commit): Promise<CommitOutcome> {
    return commitToWorld(this.#world, change);
  }

  async due(before: Instant, limit: number) {
    return this.#dueBefore(before, 'others')
      .sort((a, b) => compare(dueSortKeyOf(a), dueSortKeyOf(b)))
      .slice(0, limit);
  }

  async dueBetween({ after, before }: { readonly after: Instant; readonly before: Instant }, limit: number) {
    const coming = (await this.due(before, Number.POSITIVE_INFINITY)).filter(({ dueAt }) => dueAt > after);
    return coming.slice(0, limit);
  }

  async dueInImportLists(before: Instant, limit: number) {
    return this.#dueBefore(before, 'in_lists')
      .sort((a, b) => compare(dueSortKeyOf(a), dueSortKeyOf(b)))
      .slice(0, limit);
  }

  async dueForRecycling({ before, ...page }: RecyclingQuery): Promise<Page<DueLead>> {
    return takePage(this.#dueBefore(before, 'nurturing'), { ...page, placeOf: dueSortKeyOf });
  }

  async queue(
    team: TeamId,
    { list, ...page }: { readonly limit: number; readonly cursor?: string; readonly list?: string },
  ): Promise<Page<QueuedLead>> {
    const queue = innerMapOf(this.#world.queues, queueNameOf({ team, importList: list }));
    return takePage([...queue.values()], { ...page, placeOf: queueSortKeyOf });
  }

  /** There are none: entries change together with their leads. */
  async removeUntrueEntries(): Promise<void> {}

  async list({ by, receivedBy, receivedFrom, limit, cursor }: LeadQuery): Promise<Page<Lead>> {
    const isBounded = receivedBy !== undefined || receivedFrom !== undefined;
    const fits = (lead: Lead): boolean => {
      if (isBounded && lead.forgottenAt !== undefined) return false;
      if (receivedBy !== undefined && lead.receivedAt > receivedBy) return false;
      if (receivedFrom !== undefined && lead.receivedAt < receivedFrom) return false;
      const { owner, team, state } = lifecycleStateOf(lead);
      if ('owner' in by) return owner === by.owner;
      return 'team' in by ? team === by.team : state === by.state;
    };
    return takePage([...this.#world.leads.values()].filter(fits), { limit, cursor, placeOf: listSortKeyOf });
  }

  async decision(id: string): Promise<BatchDecision | undefined> {
    return this.#world.decisions.get(id);
  }

  async leadOfPerson(key: string): Promise<LeadId | undefined> {
    return this.#world.personKeys.get(key);
  }

  async leadOfExternalId(id: string): Promise<LeadId | undefined> {
    return this.#world.externalIds.get(id);
  }

  async leadOfSubmission(key: string): Promise<LeadId | undefined> {
    return this.#world.submissions.get(key);
  }

  async leadsOfCompany(company: string, limit: number): Promise<readonly LeadId[]> {
    return [...(this.#world.leadsByCompany.get(company)?.keys() ?? [])].sort().reverse().slice(0, limit);
  }

  async accountReviews(options: { readonly limit: number; readonly cursor?: string }): Promise<Page<LeadId>> {
    return takePage([...this.#world.accountReviews], { ...options, placeOf: (lead) => lead });
  }

  async ledger(team: TeamId) {
    const owed = [...innerMapOf(this.#world.adjustments, team).values()];
    return {
      ledger: this.#world.ledgers.get(team) ?? createLedger(team),
      owed: owed.sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id)).slice(0, MAX_ADJUSTMENTS),
    };
  }

  #dueBefore(before: Instant, which: 'nurturing' | 'in_lists' | 'others'): DueLead[] {
    const due = [...this.#world.dueDates.before(before)];
    return due.filter(([lead]) => which === this.#duePartOf(lead)).map(([lead, dueAt]) => ({ lead, dueAt }));
  }

  #duePartOf(id: LeadId): 'nurturing' | 'in_lists' | 'others' {
    const lead = this.#world.leads.get(id);
    if (lead?.stage.state === 'nurturing') return 'nurturing';
    return lead && isWaitingInList(lead) ? 'in_lists' : 'others';
  }
}

/** Sort key by date. */
function dueSortKeyOf({ dueAt, lead }: DueLead): string {
  return `${dueAt}#${lead}`;
}

/** Sort key: most urgent first, then oldest. */
function queueSortKeyOf({ lead, workItem }: QueuedLead): string {
  return `${PRIORITIES.indexOf(workItem.priority)}#${workItem.since}#${lead}`;
}

/** Sort key: oldest first, and last the leads whose person was erased. */
function listSortKeyOf({ receivedAt, id, forgottenAt }: Lead): string {
  return `${forgottenAt === undefined ? '' : '~'}${receivedAt}#${id}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
