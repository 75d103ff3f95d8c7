import type { RepId } from '../../domain/ids.ts';
import { addSeconds, type Instant, secondsBetween } from '../../domain/instant.ts';
import { withCalendarLeaves } from '../../domain/team/calendar-leaves.ts';
import {
  type CalendarKind,
  type CalendarReading,
  failedReadingOf,
  MAX_FAILING_SECONDS,
  readingOf,
  type TimeSpan,
  WINDOW_SECONDS,
} from '../../domain/team/calendar-reading.ts';
import type { Rep } from '../../domain/team/rep.ts';
import type { BusyTimes, BusyTimesAnswer } from '../../ports/busy-times.ts';
import type { Deps } from '../deps.ts';
import { changeRep } from '../reps/change-rep.ts';

/**
 * Calendars of one run, so that it ends within a minute even if each takes as long as it may. The next run begins with
 * those that were not tried for longest.
 */
const MAX_CALENDARS = 300;
const CONCURRENCY = 30;

export type RefreshDeps = Pick<Deps, 'reps' | 'calendars' | 'leads' | 'plans' | 'doorbell' | 'newId'> & {
  /** Reads the calendars of a kind; a kind that is not connected is left out. */
  readonly busyTimes: Readonly<Partial<Record<CalendarKind, BusyTimes>>>;
  /** Reads calendars in which every event is a leave. */
  readonly leaveTimes: BusyTimes;
};

/** What a run of {@link refreshCalendars} did. */
export interface RefreshResult {
  readonly read: number;
  readonly failed: readonly { readonly rep: RepId; readonly because: string; readonly needsPerson: boolean }[];
}

/**
 * Reads the calendars of reps, of all unless some are named, for the next two weeks and stores when they are busy. A
 * calendar that cannot be read keeps what is known of it. Leaves in them become leaves of the rep, with all that
 * follows. Idempotent; concurrent runs do no harm, the later one wins.
 * @throws when what was read cannot be stored, after all calendars were tried.
 */
export async function refreshCalendars(
  { now, only }: { readonly now: Instant; readonly only?: readonly RepId[] | undefined },
  deps: RefreshDeps,
): Promise<RefreshResult> {
  const named = only && (await Promise.all(only.map((id) => deps.reps.get(id)))).filter((rep) => rep !== undefined);
  const reps = (named ?? (await deps.reps.list())).filter(
    ({ active, calendar, leaveCalendar }) => active && (calendar ?? leaveCalendar),
  );
  const known = new Map(
    (await deps.calendars.readingsOf(reps.map(({ id }) => id))).map((reading) => [reading.rep, reading]),
  );
  const triedAt = ({ id }: Rep): Instant => known.get(id)?.triedAt ?? '';
  const due = reps.toSorted((a, b) => (triedAt(a) < triedAt(b) ? -1 : 1)).slice(0, MAX_CALENDARS);
  const window = { from: now, until: addSeconds(now, WINDOW_SECONDS) };
  const readings: CalendarReading[] = [];
  const failures: unknown[] = [];
  await runConcurrently(batchesOf(due, deps), async (batch) => {
    for (const answers of await readBatch(batch, { window, leaveTimes: deps.leaveTimes })) {
      const reading = readingAfter(answers, { known: known.get(answers.rep.id), now });
      readings.push(reading);
      await saveAnswers(reading, answers, { now, deps }).catch((error: unknown) => failures.push(error));
    }
  });
  if (failures.length > 0) throw failures[0];
  const failed = readings.flatMap(({ rep, failing }) =>
    failing
      ? [{ rep, because: failing.because, needsPerson: secondsBetween(failing.since, now) > MAX_FAILING_SECONDS }]
      : [],
  );
  return { read: readings.length - failed.length, failed };
}

interface CalendarBatch {
  readonly source: BusyTimes | undefined;
  readonly reps: readonly Rep[];
}

/** Splits reps by the kind of their calendar, into as many as one call may read. */
function batchesOf(reps: readonly Rep[], { busyTimes }: RefreshDeps): readonly CalendarBatch[] {
  return [...Map.groupBy(reps, ({ calendar }) => calendar?.kind)].flatMap(([kind, all]) => {
    const source = kind && busyTimes[kind];
    const size = source?.maxCalendars ?? all.length;
    const starts = Array.from({ length: Math.ceil(all.length / size) }, (_, index) => index * size);
    return starts.map((start) => ({ source, reps: all.slice(start, start + size) }));
  });
}

/** What a rep's own calendar and their calendar of leaves say. */
interface CalendarAnswers {
  readonly rep: Rep;
  readonly own: BusyTimesAnswer;
  readonly leaves: BusyTimesAnswer;
}

const NOTHING: BusyTimesAnswer = { outcome: 'read', busy: [] };

async function readBatch(
  { source, reps }: CalendarBatch,
  { window, leaveTimes }: { readonly window: TimeSpan; readonly leaveTimes: BusyTimes },
): Promise<readonly CalendarAnswers[]> {
  const toRead = (address: string | undefined, { id, zone }: Rep) =>
    address === undefined ? [] : [{ rep: id, zone, address }];
  const [own, leaves] = await Promise.all([
    source?.read(
      reps.flatMap((rep) => toRead(rep.calendar?.address, rep)),
      window,
    ),
    leaveTimes.read(
      reps.flatMap((rep) => toRead(rep.leaveCalendar, rep)),
      window,
    ),
  ]);
  const otherwise = { outcome: 'failed', because: source ? 'no_answer' : 'not_connected' } as const;
  return reps.map((rep) => ({
    rep,
    own: rep.calendar ? (own?.get(rep.id) ?? otherwise) : NOTHING,
    leaves: leaves.get(rep.id) ?? NOTHING,
  }));
}

function readingAfter(
  { rep, own, leaves }: CalendarAnswers,
  { known, now }: { readonly known: CalendarReading | undefined; readonly now: Instant },
): CalendarReading {
  if (own.outcome === 'failed') return failedReadingOf(rep.id, known, { because: own.because, now });
  const reading = readingOf(rep.id, own.busy, now);
  if (leaves.outcome === 'read') return reading;
  return { ...reading, failing: { since: known?.failing?.since ?? now, because: leaves.because } };
}

/** Saves a reading and, if all calendars of the rep were read, the leaves in them. */
async function saveAnswers(
  reading: CalendarReading,
  { rep, own, leaves }: CalendarAnswers,
  { now, deps }: { readonly now: Instant; readonly deps: RefreshDeps },
): Promise<void> {
  await deps.calendars.save(reading);
  if (own.outcome === 'failed' || leaves.outcome === 'failed') return;
  const changed = withCalendarLeaves(rep, [...own.busy, ...leaves.busy], now);
  // Whoever changed the rep meanwhile wins; the next run looks again.
  if (changed) await changeRep(changed, now, deps);
}

async function runConcurrently<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const work = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
}
