import type { LeadId } from '../../domain/ids.ts';
import type { CountedLead, FlaggedLead } from '../../domain/reporting/folded-lead.ts';
import { mergePostings } from '../../domain/reporting/posting.ts';
import type { CountedEvents, ReportStore } from '../../ports/report-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the report store. */
export class InMemoryReportStore implements ReportStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async countedLead(lead: LeadId): Promise<CountedLead | undefined> {
    return this.#world.countedLeads.get(lead);
  }

  async save({ fromSeq, after, postings, flagged }: CountedEvents): Promise<{ readonly outcome: 'done' | 'stale' }> {
    if ((this.#world.countedLeads.get(after.lead)?.seq ?? 0) !== fromSeq) return { outcome: 'stale' };
    this.#world.countedLeads.set(after.lead, copyFrozen(after));
    this.#world.postings.push(...copyFrozen(postings));
    this.#world.flaggedLeads.push(...copyFrozen(flagged));
    return { outcome: 'done' };
  }

  async cells(day: string) {
    const ofDay = this.#world.postings.filter(({ to }) => 'cell' in to && to.cell.day === day);
    return mergePostings(ofDay).flatMap(({ to, counters }) => ('cell' in to ? [{ cell: to.cell, counters }] : []));
  }

  async repDays(day: string) {
    const ofDay = this.#world.postings.filter(({ to }) => 'repDay' in to && to.repDay.day === day);
    return mergePostings(ofDay).flatMap(({ to, counters }) =>
      'repDay' in to ? [{ repDay: to.repDay, counters }] : [],
    );
  }

  async flagged(day: string): Promise<readonly FlaggedLead[]> {
    return this.#world.flaggedLeads.filter((flag) => flag.day === day);
  }
}
