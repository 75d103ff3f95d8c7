import { hasDaysOffAhead } from '../business-hours/calendar.ts';
import { nextLocalDayStart } from '../business-hours/local-day.ts';
import { nextOpening, workingSecondsBetween } from '../business-hours/working-time.ts';
import { addSeconds, type Instant, secondsBetween } from '../instant.ts';
import type { Team } from '../plan/team.ts';
import { busyUntil } from '../team/calendar-reading.ts';
import { dailyCountKey, effectiveCapsOf, type Rep } from '../team/rep.ts';
import type { AssignableLead, Candidate } from './candidate.ts';
import { type Contender, turnWeightOf } from './strategy.ts';
import { TeamClock } from './team-clock.ts';
import type { TurnWeights } from './weights/turn-weights.ts';

/** Seconds (five days) until a closed team is back, as after a long weekend such as Easter. */
const SHORT_CLOSURE_SECONDS = 5 * 24 * 3600;

/**
 * The state of one candidate while a batch is decided. The load grows with each lead assigned, so caps hold within the
 * batch. Calendars are read lazily and only once.
 */
export class CandidateState implements Contender {
  readonly candidate: Candidate;
  readonly weight: number;
  readonly openCap: number | undefined;
  readonly dayCap: number | undefined;
  readonly #clock: TeamClock;
  readonly #now: Instant;
  #opening: { readonly at: Instant | undefined } | undefined;
  #open: number;
  readonly #taken = new Map<string, number>();
  #shift: 'open' | 'off_shift' | 'on_leave' | undefined;
  #busy: { readonly until: Instant | undefined } | undefined;

  /** `clock` and `weights`: those of the batch, if there are any. */
  constructor(
    candidate: Candidate,
    team: Team,
    now: Instant,
    { clock = new TeamClock(now), weights }: { readonly clock?: TeamClock; readonly weights?: TurnWeights } = {},
  ) {
    this.candidate = candidate;
    this.weight = turnWeightOf(team, candidate.rep, weights);
    const { openCap, dayCap } = effectiveCapsOf(candidate.rep, team);
    this.openCap = openCap;
    this.dayCap = dayCap;
    this.#clock = clock;
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
    let sum = 0;
    for (const count of Object.values(this.candidate.load.days)) sum += count;
    for (const count of this.#taken.values()) sum += count;
    return sum;
  }

  /** The rep's current local date. */
  get localDate(): string {
    return this.#clock.dateIn(this.candidate.schedule.zone);
  }

  /** Whether the rep is at work now. */
  get shift(): 'open' | 'off_shift' | 'on_leave' {
    this.#shift ??= this.#readShift();
    return this.#shift;
  }

  /** When the rep's meeting ends; undefined when they are in none. */
  get busyUntil(): Instant | undefined {
    const { reading } = this.candidate;
    this.#busy ??= { until: reading && busyUntil(reading, this.#now) };
    return this.#busy.until;
  }

  /** Whether the rep is in a meeting that keeps them from a lead. */
  isBusyFor({ meetings }: Pick<AssignableLead, 'meetings'>): boolean {
    if (!meetings || this.busyUntil === undefined) return false;
    return secondsBetween(this.#now, this.busyUntil) >= meetings.atLeastSeconds;
  }

  /** Whether the open cap has no room for this many more slots. */
  isFull(slots: number): boolean {
    return this.openCap !== undefined && this.#open + slots > this.openCap;
  }

  /** Whether the daily cap is reached. */
  get isAtDayCap(): boolean {
    return this.dayCap !== undefined && this.#countOf(this.localDate) >= this.dayCap;
  }

  /** Whether the daily pace of an import list is reached. */
  isAtPace(list: AssignableLead['list']): boolean {
    return list?.perDay !== undefined && this.#countOf(dailyCountKey(this.localDate, list.source)) >= list.perDay;
  }

  /** Counts a lead assigned to the rep. */
  addLead({ weight, list }: Pick<AssignableLead, 'weight' | 'list'>): void {
    this.#open += weight;
    const key = dailyCountKey(this.localDate, list?.source);
    this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
  }

  /**
   * Returns when the rep's calendar and daily cap and the list's pace next allow a lead, possibly now; undefined when
   * no such moment is in sight. For a lead that ignores caps, only the calendar and the pace count.
   */
  availableAt({ capped, list }: Pick<AssignableLead, 'capped' | 'list'> = {}): Instant | undefined {
    const { schedule } = this.candidate;
    if (this.isAtPace(list)) return nextOpening(schedule, nextLocalDayStart(schedule.zone, this.#now));
    if (capped === false) return this.#clock.nextOpening(schedule);
    if (this.dayCap !== undefined && this.dayCap <= 0) return undefined;
    // Read once: a rep who is not at work gets no lead meanwhile that could fill the day.
    this.#opening ??= {
      at: this.isAtDayCap
        ? nextOpening(schedule, nextLocalDayStart(schedule.zone, this.#now))
        : this.#clock.nextOpening(schedule),
    };
    return this.#opening.at;
  }

  /**
   * Returns the working time that the rep misses by leave, holidays and closed dates before they can next take a lead, in
   * seconds: 0 for a rep who is only off shift, infinite when no return is in sight. While nobody in the team is at work,
   * holidays and closed dates count only if they last: a short closure is like a weekend.
   */
  awaySeconds(lead: Pick<AssignableLead, 'capped' | 'list'>, isTeamAtWork: boolean): number {
    const { schedule } = this.candidate;
    if (!hasDaysOffAhead(schedule, this.#now, this.localDate)) return 0;
    const back = this.availableAt(lead);
    if (back === undefined) return Number.POSITIVE_INFINITY;
    if (back <= this.#now) return 0;
    const isShort = !isTeamAtWork && back <= addSeconds(this.#now, SHORT_CLOSURE_SECONDS);
    const usual = isShort
      ? { ...schedule, leaves: [] }
      : { ...schedule, leaves: [], holidays: [], calendar: { ...schedule.calendar, closed: [] } };
    const expected = nextOpening(usual, this.#firstDayWithRoom(lead));
    return expected === undefined ? 0 : Math.max(0, workingSecondsBetween(usual, expected, back));
  }

  #firstDayWithRoom({ capped, list }: Pick<AssignableLead, 'capped' | 'list'>): Instant {
    const isDayFull = this.isAtPace(list) || (capped !== false && this.isAtDayCap);
    return isDayFull ? nextLocalDayStart(this.candidate.schedule.zone, this.#now) : this.#now;
  }

  #countOf(key: string): number {
    return (this.candidate.load.days[key] ?? 0) + (this.#taken.get(key) ?? 0);
  }

  #readShift(): 'open' | 'off_shift' | 'on_leave' {
    const { schedule } = this.candidate;
    if (schedule.leaves.some(({ from, until }) => from <= this.#now && this.#now < until)) return 'on_leave';
    return this.#clock.isOpen(schedule) ? 'open' : 'off_shift';
  }
}
