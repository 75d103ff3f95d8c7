import { dayOfPosting } from '../../domain/reporting/posting.ts';
import type { Tally } from '../../domain/reporting/tally.ts';

/** The counters behind reports, by window. It knows which windows count something for a day. */
export class Tallies extends Map<string, Tally> {
  readonly #days = new Map<string, Set<string>>();

  /** Returns the tallies that count something for a day. */
  ofDay(day: string): readonly Tally[] {
    return [...(this.#days.get(day) ?? [])].flatMap((window) => this.get(window) ?? []);
  }

  override set(window: string, tally: Tally): this {
    for (const day of [...tally.postings.map(dayOfPosting), ...tally.flagged.map((flag) => flag.day)]) {
      const windows = this.#days.get(day);
      if (windows) windows.add(window);
      else this.#days.set(day, new Set([window]));
    }
    return super.set(window, tally);
  }

  override clear(): void {
    this.#days.clear();
    super.clear();
  }
}
