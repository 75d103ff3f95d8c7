import type { LeadId } from '../../domain/ids.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { type CountedEvent, countTimeline } from '../../domain/reporting/count-events.ts';
import { type CountingFacts, scheduleKeyOf } from '../../domain/reporting/facts.ts';
import {
  addToTally,
  type Contribution,
  contributionsOf,
  uncountedEventsOf,
  windowKeyOf,
} from '../../domain/reporting/tally.ts';
import type { ReportStore } from '../../ports/report-store.ts';
import { scheduleFor, teamOf } from '../assignment/assignment-terms.ts';
import { decideAgain, LOST_RACE } from '../decide-again.ts';
import type { Deps } from '../deps.ts';

type CountingDeps = Pick<Deps, 'leads' | 'plans' | 'reps'>;
export type RollUpDeps = CountingDeps & { readonly reports: ReportStore };

export interface RollUpResult {
  /** How many events were counted. */
  readonly counted: number;
  /** Leads not counted, or not in whole, with the reason. They can be counted again at any time. */
  readonly failed: readonly { readonly lead: LeadId; readonly error: unknown }[];
  /** Leads for which there was no time. */
  readonly postponed: readonly LeadId[];
}

/** Leads counted together. */
const MAX_LEADS = 2000;
/** Leads read, and tallies saved, in parallel. */
const CONCURRENCY = 20;
/** Attempts lost to others counting in the same window, before its leads are retried later. */
const MAX_ATTEMPTS = 10;

/**
 * Counts what has not been counted of these leads' timelines. A lead's id is only a nudge: what to count is read from
 * its timeline, and what is counted from the tallies, so repeated, late, unordered or missing nudges do no harm. What
 * many leads add to one tally is saved in one write.
 * @param hasTime whether there is time for {@link MAX_LEADS} more leads
 */
export async function rollUp(
  leads: readonly LeadId[],
  deps: RollUpDeps,
  hasTime: () => boolean = () => true,
): Promise<RollUpResult> {
  const distinct = [...new Set(leads)];
  const results: Counted[] = [];
  let start = 0;
  for (; start < distinct.length && hasTime(); start += MAX_LEADS)
    results.push(await countTogether(distinct.slice(start, start + MAX_LEADS), deps));
  return { ...sumResults(results), postponed: distinct.slice(start) };
}

type Counted = Omit<RollUpResult, 'postponed'>;

/** What a lead adds to one tally, and the same with the working time of a first response. */
interface LeadPart extends Contribution {
  readonly countAtWork: () => Promise<Contribution>;
}

async function countTogether(leads: readonly LeadId[], deps: RollUpDeps): Promise<Counted> {
  const failed: { readonly lead: LeadId; readonly error: unknown }[] = [];
  const parts = await inParallel(leads, (lead) =>
    countLead(lead, deps).catch((error: unknown) => {
      failed.push({ lead, error });
      return [];
    }),
  );
  const byWindow = Map.groupBy(parts.flat(), ({ window }) => windowKeyOf(window));
  const saved = await inParallel([...byWindow.values()], (ofWindow) =>
    saveParts(ofWindow, deps).then(
      (counted): Counted => ({ counted, failed: [] }),
      (error: unknown) => ({ counted: 0, failed: ofWindow.map(({ lead }) => ({ lead, error })) }),
    ),
  );
  return sumResults([{ counted: 0, failed }, ...saved]);
}

function sumResults(results: readonly Counted[]): Counted {
  return {
    counted: results.reduce((sum, { counted }) => sum + counted, 0),
    failed: results.flatMap(({ failed }) => failed),
  };
}

/** Saves what leads add to one tally. @returns the number of events counted */
async function saveParts(parts: readonly LeadPart[], { reports }: RollUpDeps): Promise<number> {
  let events = 0;
  let left = parts;
  while (left[0]) {
    const { window } = left[0];
    left = await decideAgain(
      { maxAttempts: MAX_ATTEMPTS, failure: 'a tally kept being changed by others' },
      async () => {
        const tally = await reports.tally(window);
        const contributions = await inParallel(left, async (part) =>
          uncountedEventsOf(tally, part).some(isFirstResponse) ? part.countAtWork() : part,
        );
        const change = addToTally(tally, contributions);
        if (!change) return [];
        const { outcome } = await reports.saveTally(change);
        if (outcome !== 'done') return LOST_RACE;
        events += change.counted;
        return left.slice(left.length - change.rest);
      },
    );
  }
  return events;
}

/** Reads the timeline of a lead and returns what it adds to each tally, counted already or not. */
async function countLead(id: LeadId, deps: RollUpDeps): Promise<readonly LeadPart[]> {
  const { lead, timeline } = await deps.leads.loadWithTimeline(id);
  if (timeline.length === 0) return [];
  if (!lead) throw new Error('a timeline has no lead');
  const plans = await plansOf(timeline, deps);
  const count = (schedules: CountingFacts['schedules']) =>
    contributionsOf(id, countTimeline(timeline, { lead, plans, schedules }));
  return count(new Map()).map((part) => ({
    ...part,
    countAtWork: async () => {
      const response = part.events.find(isFirstResponse);
      const again = count(await scheduleAt(response?.seq ?? 0, timeline, plans, deps));
      return again.find(({ window }) => windowKeyOf(window) === windowKeyOf(part.window)) ?? part;
    },
  }));
}

async function plansOf(timeline: readonly LeadEvent[], deps: CountingDeps): Promise<ReadonlyMap<number, Plan>> {
  const versions = new Set(timeline.flatMap((event) => planNamedBy(event) ?? []));
  const found = await Promise.all([...versions].map((version) => deps.plans.version(version)));
  return new Map(found.flatMap((one) => (one ? [[one.version, one.plan] as const] : [])));
}

function planNamedBy({ type, data }: LeadEvent): number | undefined {
  return type === 'LeadRouted' || type === 'LeadScreened' ? data.plan : undefined;
}

/** Returns the schedule of the owner who made the first response with the event `seq`; nothing if it is not known. */
async function scheduleAt(
  seq: number,
  timeline: readonly LeadEvent[],
  plans: ReadonlyMap<number, Plan>,
  deps: CountingDeps,
): Promise<CountingFacts['schedules']> {
  const before = timeline.slice(0, seq);
  const assigned = before.findLast(({ type }) => type === 'LeadAssigned');
  if (assigned?.type !== 'LeadAssigned') return new Map();
  const { rep: id, team } = assigned.data;
  const plan = plans.get(before.flatMap((event) => planNamedBy(event) ?? []).at(-1) ?? 0);
  const [rep, planned] = await Promise.all([deps.reps.get(id), teamOf(team, plan, deps)]);
  if (!rep || !planned) return new Map();
  return new Map([[scheduleKeyOf(id, team), await scheduleFor(rep, planned, deps)]]);
}

function isFirstResponse({ postings }: CountedEvent): boolean {
  return postings.some(({ counters }) => counters.firstResponses !== undefined);
}

/** Returns the results in the order of the items. */
async function inParallel<Item, Result>(
  items: readonly Item[],
  process: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += CONCURRENCY)
    results.push(...(await Promise.all(items.slice(start, start + CONCURRENCY).map(process))));
  return results;
}
