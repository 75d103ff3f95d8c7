import { hashText } from '../hash-text.ts';
import type { LeadId } from '../ids.ts';
import { type Instant, instantOf, millisecondsOf } from '../instant.ts';
import type { CountedEvent, CountedTimeline } from './count-events.ts';
import { type Coverage, correctCoverage } from './coverage.ts';
import type { FlaggedLead } from './folded-lead.ts';
import { dayOfPosting, mergePostings, type Posting } from './posting.ts';

/** A quarter of an hour of events, of one shard of the leads. */
export interface TallyWindow {
  /** The UTC day of the events. */
  readonly day: string;
  /** When the quarter of an hour begins, `09:15`. */
  readonly time: string;
  readonly shard: number;
}

/** How far the events of one lead in a window have been counted. */
export interface CountMark {
  /** The last event counted; those of the window before it are counted too. 0 if none. */
  readonly seq: number;
  /** The coverage that is counted, if the lead was first routed in this window. */
  readonly coverage?: Coverage;
}

/**
 * What the events of a window add to counters, and which of them have been counted. Both are stored in one row, so one
 * write counts events and remembers that they are counted.
 */
export interface Tally {
  readonly window: TallyWindow;
  /** How often it has been written; 0 if never. */
  readonly version: number;
  readonly marks: ReadonlyMap<LeadId, CountMark>;
  readonly postings: readonly Posting[];
  readonly flagged: readonly FlaggedLead[];
}

/** What one lead adds to the tally of a window. */
export interface Contribution {
  readonly lead: LeadId;
  readonly window: TallyWindow;
  readonly events: readonly CountedEvent[];
  readonly coverage?: NonNullable<CountedTimeline['coverage']>;
}

/** A tally with more counted. */
export interface TallyChange {
  readonly tally: Tally;
  /** How many events are newly counted. */
  readonly counted: number;
  /** Days other than the window's whose counters changed. */
  readonly otherDays: readonly string[];
  /** How many contributions, the last ones, are left for the next write. */
  readonly rest: number;
}

const WINDOW_MINUTES = 15;
/** Shards of the leads. At 100 leads a second, a tally holds some 11,000 of them. */
const SHARD_COUNT = 8;
/** Other days that one write may change: each is a row more in its transaction. */
const MAX_OTHER_DAYS = 50;

/** Returns the window in which an event of a lead is counted. Never changes. */
export function windowOf(lead: LeadId, at: Instant): TallyWindow {
  const length = WINDOW_MINUTES * 60_000;
  const start = instantOf(Math.floor(millisecondsOf(at) / length) * length);
  return { day: start.slice(0, 10), time: start.slice(11, 16), shard: hashText(lead) % SHARD_COUNT };
}

/** Returns a text that is unique for each window. */
export function windowKeyOf({ day, time, shard }: TallyWindow): string {
  return `${day}T${time}#${shard}`;
}

/** Returns a tally in which nothing has been counted. */
export function emptyTally(window: TallyWindow): Tally {
  return { window, version: 0, marks: new Map(), postings: [], flagged: [] };
}

/** Splits what a lead adds to counters by the windows of its events. */
export function contributionsOf(lead: LeadId, { events, coverage }: CountedTimeline): readonly Contribution[] {
  const byWindow = new Map<string, { readonly window: TallyWindow; readonly events: CountedEvent[] }>();
  const eventsAt = (at: Instant): CountedEvent[] => {
    const window = windowOf(lead, at);
    const key = windowKeyOf(window);
    const found = byWindow.get(key) ?? { window, events: [] };
    byWindow.set(key, found);
    return found.events;
  };
  for (const event of events) eventsAt(event.at).push(event);
  if (!coverage) return [...byWindow.values()].map((part) => ({ lead, ...part }));
  eventsAt(coverage.at);
  const covered = windowKeyOf(windowOf(lead, coverage.at));
  return [...byWindow].map(([key, part]) => ({ lead, ...part, ...(key === covered && { coverage }) }));
}

/** Returns the events of a contribution that the tally does not count yet. */
export function uncountedEventsOf(tally: Tally, { lead, events }: Contribution): readonly CountedEvent[] {
  const counted = tally.marks.get(lead)?.seq ?? 0;
  return events.filter(({ seq }) => seq > counted);
}

/** Adds contributions to a tally, as far as one write can hold them. Undefined if all of it is counted already. */
export function addToTally(tally: Tally, contributions: readonly Contribution[]): TallyChange | undefined {
  const marks = new Map(tally.marks);
  const postings = [...tally.postings];
  const flagged = [...tally.flagged];
  const otherDays = new Set<string>();
  let counted = 0;
  let taken = 0;
  for (const contribution of contributions) {
    const more = newOf(tally, contribution);
    const days = more.postings.map(dayOfPosting).filter((day) => day !== tally.window.day);
    if (otherDays.size > 0 && new Set([...otherDays, ...days]).size > MAX_OTHER_DAYS) break;
    taken += 1;
    if (more.events.length === 0 && more.postings.length === 0) continue;
    counted += more.events.length;
    postings.push(...more.postings);
    flagged.push(...more.events.flatMap((event) => event.flagged ?? []));
    for (const day of days) otherDays.add(day);
    marks.set(contribution.lead, more.mark);
  }
  if (postings.length === tally.postings.length && flagged.length === tally.flagged.length) return undefined;
  const next = { ...tally, version: tally.version + 1, marks, postings: mergePostings(postings), flagged };
  return { tally: next, counted, otherDays: [...otherDays], rest: contributions.length - taken };
}

/** Returns what a contribution adds that is not in the tally yet, and how far its lead is counted then. */
function newOf(tally: Tally, contribution: Contribution) {
  const { lead, coverage } = contribution;
  const before = tally.marks.get(lead);
  const events = uncountedEventsOf(tally, contribution);
  const known = coverage && isNewer(coverage.known, before?.coverage) ? coverage.known : before?.coverage;
  const corrections = coverage && known ? correctCoverage(before?.coverage, known) : {};
  const postings = mergePostings([
    ...events.flatMap((event) => event.postings),
    ...(coverage ? [{ to: { cell: coverage.cell }, counters: corrections }] : []),
  ]);
  const mark: CountMark = { seq: events.at(-1)?.seq ?? before?.seq ?? 0, ...(known && { coverage: known }) };
  return { events, postings, mark };
}

function isNewer(known: Coverage, counted: Coverage | undefined): boolean {
  return known.version > (counted?.version ?? 0);
}
