import type { RepId } from '../../domain/ids.ts';
import { addSeconds, type Instant, secondsBetween } from '../../domain/instant.ts';
import {
  type CalendarKind,
  type CalendarReading,
  failedReadingOf,
  readingOf,
  type TimeSpan,
} from '../../domain/team/calendar-reading.ts';
import type { Rep } from '../../domain/team/rep.ts';
import type { BusyTimes, BusyTimesAnswer } from '../../ports/busy-times.ts';
import type { Deps } from '../deps.ts';

/** Calendars of one run. The next run begins with those that were not tried for longest. */
const MAX_CALENDARS = 600;
const CONCURRENCY = 10;
/** How far ahead calendars are read. */
const WINDOW_SECONDS = 14 * 24 * 3600;
/** A calendar that cannot be read for longer needs a person. */
const MAX_FAILING_SECONDS = 2 * 3600;

export type RefreshDeps = Pick<Deps, 'reps' | 'calendars'> & {
  /** Reads the calendars of a kind; a kind that is not connected is left out. */
  readonly busyTimes: Readonly<Partial<Record<CalendarKind, BusyTimes>>>;
};

/** What a run of {@link refreshCalendars} did. */
export interface RefreshResult {
  readonly read: number;
  readonly failed: readonly { readonly rep: RepId; readonly because: string; readonly needsPerson: boolean }[];
}

/**
 * Reads the calendars of reps for the next two weeks and stores when they are busy. A calendar that cannot be read
 * keeps what is known of it. Idempotent; concurrent runs do no harm, the later one wins.
 * @throws when what was read cannot be stored, after all calendars were tried.
 */
export async function refreshCalendars(now: Instant, deps: RefreshDeps): Promise<RefreshResult> {
  const reps = (await deps.reps.list()).filter(({ active, calendar }) => active && calendar);
  const known = new Map(
    (await deps.calendars.readingsOf(reps.map(({ id }) => id))).map((reading) => [reading.rep, reading]),
  );
  const triedAt = ({ id }: Rep): Instant => known.get(id)?.triedAt ?? '';
  const due = reps.toSorted((a, b) => (triedAt(a) < triedAt(b) ? -1 : 1)).slice(0, MAX_CALENDARS);
  const window = { from: now, until: addSeconds(now, WINDOW_SECONDS) };
  const readings: CalendarReading[] = [];
  const failures: unknown[] = [];
  await runConcurrently(batchesOf(due, deps), async (batch) => {
    for (const { rep, answer } of await readBatch(batch, window)) {
      const reading = readingAfter(rep.id, answer, { known: known.get(rep.id), now });
      readings.push(reading);
      await deps.calendars.save(reading).catch((error: unknown) => failures.push(error));
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

async function readBatch(
  { source, reps }: CalendarBatch,
  window: TimeSpan,
): Promise<readonly { readonly rep: Rep; readonly answer: BusyTimesAnswer }[]> {
  const calendars = reps.map(({ id, zone, calendar }) => ({ rep: id, zone, address: calendar?.address ?? '' }));
  const answers = await source?.read(calendars, window);
  const otherwise = { outcome: 'failed', because: source ? 'no_answer' : 'not_connected' } as const;
  return reps.map((rep) => ({ rep, answer: answers?.get(rep.id) ?? otherwise }));
}

function readingAfter(
  rep: RepId,
  answer: BusyTimesAnswer,
  { known, now }: { readonly known: CalendarReading | undefined; readonly now: Instant },
): CalendarReading {
  if (answer.outcome === 'read') return readingOf(rep, answer.busy, now);
  return failedReadingOf(rep, known, { because: answer.because, now });
}

async function runConcurrently<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const work = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
}
