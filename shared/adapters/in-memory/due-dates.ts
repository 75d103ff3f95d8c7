import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';

/** The due date of each lead that is not closed, in boxes by day, so that a search for what is due opens few of them. */
export class DueDates extends Map<LeadId, Instant> {
  readonly #days = new Map<string, Set<LeadId>>();

  /** Returns the leads that are due by a time, each with its date, in no order. */
  *before(time: Instant): Generator<readonly [LeadId, Instant]> {
    const last = dayOf(time);
    for (const [day, leads] of this.#days) {
      if (day > last) continue;
      for (const lead of leads) {
        const dueAt = this.get(lead);
        if (dueAt !== undefined && dueAt <= time) yield [lead, dueAt];
      }
    }
  }

  override set(lead: LeadId, dueAt: Instant): this {
    this.#takeOut(lead);
    const day = dayOf(dueAt);
    const leads = this.#days.get(day);
    if (leads) leads.add(lead);
    else this.#days.set(day, new Set([lead]));
    return super.set(lead, dueAt);
  }

  override delete(lead: LeadId): boolean {
    this.#takeOut(lead);
    return super.delete(lead);
  }

  override clear(): void {
    this.#days.clear();
    super.clear();
  }

  #takeOut(lead: LeadId): void {
    const dueAt = this.get(lead);
    if (dueAt === undefined) return;
    const day = dayOf(dueAt);
    const leads = this.#days.get(day);
    leads?.delete(lead);
    if (leads?.size === 0) this.#days.delete(day);
  }
}

function dayOf(time: Instant): string {
  return time.slice(0, 10);
}
