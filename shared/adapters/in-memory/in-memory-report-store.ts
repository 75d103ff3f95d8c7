import type { LeadId } from '../../domain/ids.ts';
import type { Flagged, FoldedLead } from '../../domain/reporting/folded-lead.ts';
import { merged } from '../../domain/reporting/posting.ts';
import type { ReportStore, Roll } from '../../ports/report-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { MemoryWorld } from './in-memory-world.ts';

/** Fake of the report store. */
export class MemoryReportStore implements ReportStore {
  readonly #world: MemoryWorld;

  constructor(world: MemoryWorld) {
    this.#world = world;
  }

  async folded(lead: LeadId): Promise<FoldedLead | undefined> {
    return this.#world.folded.get(lead);
  }

  async save({ fromSeq, after, postings, flagged }: Roll): Promise<{ readonly outcome: 'done' | 'stale' }> {
    if ((this.#world.folded.get(after.lead)?.seq ?? 0) !== fromSeq) return { outcome: 'stale' };
    this.#world.folded.set(after.lead, frozenCopy(after));
    this.#world.postings.push(...frozenCopy(postings));
    this.#world.flagged.push(...frozenCopy(flagged));
    return { outcome: 'done' };
  }

  async cells(day: string) {
    const ofDay = this.#world.postings.filter(({ to }) => 'cell' in to && to.cell.day === day);
    return merged(ofDay).flatMap(({ to, counters }) => ('cell' in to ? [{ cell: to.cell, counters }] : []));
  }

  async repDays(day: string) {
    const ofDay = this.#world.postings.filter(({ to }) => 'repDay' in to && to.repDay.day === day);
    return merged(ofDay).flatMap(({ to, counters }) => ('repDay' in to ? [{ repDay: to.repDay, counters }] : []));
  }

  async flagged(day: string): Promise<readonly Flagged[]> {
    return this.#world.flagged.filter((flag) => flag.day === day);
  }
}
