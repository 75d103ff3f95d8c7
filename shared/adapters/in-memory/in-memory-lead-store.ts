import type { BatchDecision } from '../../domain/assignment/batch-decision.ts';
import { emptyLedger } from '../../domain/assignment/fairness/ledger.ts';
import type { Found } from '../../domain/enrichment/enrichment-result.ts';
import type { LeadId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { queueNameOf } from '../../domain/lead/stage.ts';
import { standingOf } from '../../domain/lead/transitions.ts';
import { PRIORITIES } from '../../domain/plan/plan.ts';
import { waitsInList } from '../../domain/sources/import-list.ts';
import type {
  Commit,
  CommitOutcome,
  DueLead,
  LeadQuery,
  LeadStore,
  Page,
  QueuedLead,
  ReturningQuery,
} from '../../ports/lead-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import { commitTo } from './in-memory-commit.ts';
import { type MemoryWorld, mapAt } from './in-memory-world.ts';
import { pageOf } from './page-of.ts';

/**
 * Maximum number of adjustments returned for one decision, so that they all fit into its transaction. The rest follows
 * with the next decision.
 */
const MOST_OWED = 20;

/** Fake of the lead store. */
export class MemoryLeadStore implements LeadStore {
  readonly #world: MemoryWorld;

  constructor(world: MemoryWorld) {
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

  async saveFound(id: LeadId, found: Found): Promise<void> {
    this.#world.found.set(id, frozenCopy(found));
  }

  async found(id: LeadId): Promise<Found | undefined> {
    return this.#world.found.get(id);
  }

  async timeline(id: LeadId): Promise<readonly LeadEvent[]> {
    return [...(this.#world.timelines.get(id) ?? [])];
  }

  async commit(change: Commit): Promise<CommitOutcome> {
    return commitTo(this.#world, change);
  }

  async due(before: Instant, limit: number) {
    return this.#dueBefore(before, 'others')
      .sort((a, b) => compare(placeByDate(a), placeByDate(b)))
      .slice(0, limit);
  }

  async dueInLists(before: Instant, limit: number) {
    return this.#dueBefore(before, 'in_lists')
      .sort((a, b) => compare(placeByDate(a), placeByDate(b)))
      .slice(0, limit);
  }

  async returning({ before, ...page }: ReturningQuery): Promise<Page<DueLead>> {
    return pageOf(this.#dueBefore(before, 'nurturing'), { ...page, placeOf: placeByDate });
  }

  async queue(
    team: TeamId,
    { list, ...page }: { readonly limit: number; readonly cursor?: string; readonly list?: string },
  ): Promise<Page<QueuedLead>> {
    const queue = mapAt(this.#world.queues, queueNameOf({ team, list }));
    return pageOf([...queue.values()], { ...page, placeOf: placeInQueue });
  }

  async list({ by, limit, cursor }: LeadQuery): Promise<Page<Lead>> {
    const fits = (lead: Lead): boolean => {
      const { owner, team, state } = standingOf(lead);
      if ('owner' in by) return owner === by.owner;
      return 'team' in by ? team === by.team : state === by.state;
    };
    return pageOf([...this.#world.leads.values()].filter(fits), { limit, cursor, placeOf: placeInList });
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
    return [...mapAt(this.#world.companies, company).keys()].sort().reverse().slice(0, limit);
  }

  async accountReviews(options: { readonly limit: number; readonly cursor?: string }): Promise<Page<LeadId>> {
    return pageOf([...this.#world.accountReviews], { ...options, placeOf: (lead) => lead });
  }

  async ledger(team: TeamId) {
    const owed = [...mapAt(this.#world.owed, team).values()];
    return {
      ledger: this.#world.ledgers.get(team) ?? emptyLedger(team),
      owed: owed.sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id)).slice(0, MOST_OWED),
    };
  }

  #dueBefore(before: Instant, which: 'nurturing' | 'in_lists' | 'others'): DueLead[] {
    const found: DueLead[] = [];
    // Called every minute of virtual time over thousands of leads, of which hardly any is due. Avoids copying the
    // others.
    for (const [lead, dueAt] of this.#world.due) {
      if (dueAt <= before && which === this.#partOf(lead)) found.push({ lead, dueAt });
    }
    return found;
  }

  #partOf(id: LeadId): 'nurturing' | 'in_lists' | 'others' {
    const lead = this.#world.leads.get(id);
    if (lead?.stage.state === 'nurturing') return 'nurturing';
    return lead && waitsInList(lead) ? 'in_lists' : 'others';
  }
}

/** Sort key by date. */
function placeByDate({ dueAt, lead }: DueLead): string {
  return `${dueAt}#${lead}`;
}

/** Sort key: most urgent first, then oldest. */
function placeInQueue({ lead, work }: QueuedLead): string {
  return `${PRIORITIES.indexOf(work.priority)}#${work.since}#${lead}`;
}

/** Sort key: oldest first. */
function placeInList({ receivedAt, id }: Lead): string {
  return `${receivedAt}#${id}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
