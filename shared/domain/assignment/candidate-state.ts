import { localDay, nextLocalDay } from '../business-hours/local-day.ts';
import { isOpen, nextOpening } from '../business-hours/working-time.ts';
import type { Instant } from '../instant.ts';
import type { Team } from '../plan/plan.ts';
import { capsOf, dayKey, type Rep } from '../team/rep.ts';
import type { Assignable, Candidate } from './candidate.ts';
import { type Contender, turnWeight } from './strategy.ts';

/**
 * Where one candidate stands while a batch is being decided: their load grows with each lead they are given, so that
 * caps hold inside the batch. Calendars are read only when asked for, and once.
 */
export class Standing implements Contender {
  readonly candidate: Candidate;
  readonly weight: number;
  readonly openCap: number | undefined;
  readonly dayCap: number | undefined;
  readonly #now: Instant;
  #opening: { readonly at: Instant | undefined } | undefined;
  #open: number;
  readonly #taken = new Map<string, number>();
  #shift: 'open' | 'off_shift' | 'on_leave' | undefined;
  #day: string | undefined;

  constructor(candidate: Candidate, team: Team, now: Instant) {
    this.candidate = candidate;
    this.weight = turnWeight(team, candidate.rep);
    const { openCap, dayCap } = capsOf(candidate.rep, team);
    this.openCap = openCap;
    this.dayCap = dayCap;
    this.#now = now;
    this.#open = candidate.load.open;
  }

  get rep(): string {
    return this.person.id;
  }

  get person(): Rep {
    return this.candidate.rep;
  }

  get open(): number {
    return this.#open;
  }

  get given(): number {
    return [...Object.values(this.candidate.load.days), ...this.#taken.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The rep's own date now. */
  get day(): string {
    this.#day ??= localDay(this.candidate.schedule.zone, this.#now);
    return this.#day;
  }

  /** Whether they are at work now. */
  get shift(): 'open' | 'off_shift' | 'on_leave' {
    this.#shift ??= this.#readShift();
    return this.#shift;
  }

  /** Whether their open cap has no room for so many slots more. */
  isFull(slots: number): boolean {
    return this.openCap !== undefined && this.#open + slots > this.openCap;
  }

  /** Whether they were given all that one day may bring. */
  get isDayFull(): boolean {
    return this.dayCap !== undefined && this.#countOf(this.day) >= this.dayCap;
  }

  /** Whether they were given all that one day may bring of a list. */
  isPaced(list: Assignable['list']): boolean {
    return list?.perDay !== undefined && this.#countOf(dayKey(this.day, list.source)) >= list.perDay;
  }

  /** Counts a lead given to them. */
  take({ weight, list }: Pick<Assignable, 'weight' | 'list'>): void {
    this.#open += weight;
    const key = dayKey(this.day, list?.source);
    this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
  }

  /**
   * When their calendar, daily cap and the list's pace next allow a lead, `now` included; undefined when no such moment is in sight.
   * For a lead that no cap keeps from them, only their calendar counts.
   */
  availableAt({ capped, list }: Pick<Assignable, 'capped' | 'list'> = {}): Instant | undefined {
    const { schedule } = this.candidate;
    if (this.isPaced(list)) return nextOpening(schedule, nextLocalDay(schedule.zone, this.#now));
    if (capped === false) return nextOpening(schedule, this.#now);
    if (this.dayCap !== undefined && this.dayCap <= 0) return undefined;
    // Read once: who is not at work is given nothing that could fill their day meanwhile.
    this.#opening ??= {
      at: nextOpening(schedule, this.isDayFull ? nextLocalDay(schedule.zone, this.#now) : this.#now),
    };
    return this.#opening.at;
  }

  #countOf(key: string): number {
    return (this.candidate.load.days[key] ?? 0) + (this.#taken.get(key) ?? 0);
  }

  #readShift(): 'open' | 'off_shift' | 'on_leave' {
    const { schedule } = this.candidate;
    if (schedule.leaves.some(({ from, until }) => from <= this.#now && this.#now < until)) return 'on_leave';
    return isOpen(schedule, this.#now) ? 'open' : 'off_shift';
  }
}
