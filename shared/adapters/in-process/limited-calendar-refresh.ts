import type { RepId } from '../../domain/ids.ts';
import type { CalendarRefresh } from '../../ports/calendar-refresh.ts';

/** Options of {@link LimitedCalendarRefresh}. */
export interface RefreshLimits {
  /** Asks for calendars to be read; resolves when they have been. Given up when the signal says so. */
  readonly ask: (reps: readonly RepId[], signal: AbortSignal) => Promise<void>;
  /** The longest that a lead waits for it, in milliseconds. */
  readonly maxMilliseconds: number;
  /** A rep is asked for once in this time, however many leads ask, in milliseconds. */
  readonly pauseMilliseconds: number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/**
 * Refreshes calendars within a time limit, and each only once in a while: where calendars are down, the first lead waits
 * for the limit and those after it do not wait at all.
 */
export class LimitedCalendarRefresh implements CalendarRefresh {
  readonly #limits: RefreshLimits;
  readonly #askedAt = new Map<RepId, number>();

  constructor(limits: RefreshLimits) {
    this.#limits = limits;
  }

  async refresh(reps: readonly RepId[]): Promise<'done' | 'skipped'> {
    const { ask, maxMilliseconds, pauseMilliseconds, clock } = this.#limits;
    const now = clock();
    const due = reps.filter((rep) => now - (this.#askedAt.get(rep) ?? Number.NEGATIVE_INFINITY) >= pauseMilliseconds);
    if (due.length === 0) return 'skipped';
    for (const rep of due) this.#askedAt.set(rep, now);
    const timeUp = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'skipped'>((resolve) => {
      timer = setTimeout(() => {
        timeUp.abort();
        resolve('skipped');
      }, maxMilliseconds);
    });
    const asked = ask(due, timeUp.signal).then(
      () => 'done' as const,
      () => 'skipped' as const,
    );
    const outcome = await Promise.race([asked, late]);
    clearTimeout(timer);
    return outcome;
  }
}
