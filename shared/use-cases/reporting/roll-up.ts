import type { WorkSchedule } from '../../domain/business-hours/calendar.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { countEvents } from '../../domain/reporting/count-events.ts';
import { type CountingFacts, scheduleKeyOf } from '../../domain/reporting/facts.ts';
import type { CountedLead } from '../../domain/reporting/folded-lead.ts';
import type { ReportStore } from '../../ports/report-store.ts';
import { scheduleFor, teamOf } from '../assignment/assignment-terms.ts';
import { decideAgain, LOST_RACE } from '../decide-again.ts';
import type { Deps } from '../deps.ts';

type RollUpDeps = Pick<Deps, 'leads' | 'plans' | 'reps'> & { readonly reports: ReportStore };

/**
 * Events counted in one transaction. Each adds to at most two cells and two rep-days, so the transaction stays within
 * 100 items.
 */
const MAX_EVENTS = 20;
/** Attempts lost to others counting the same lead, before the batch is retried later. */
const MAX_ATTEMPTS = 10;

/**
 * Counts the events of a lead since it was last counted. An event is only a nudge: the events to count are read from
 * the timeline, so repeated, late, unordered or missing nudges do no harm.
 * @returns the number of events counted
 * @throws when others keep counting the same lead; the events stay uncounted.
 */
export async function rollUp(leadId: LeadId, deps: RollUpDeps): Promise<number> {
  let events = 0;
  return decideAgain({ maxAttempts: MAX_ATTEMPTS, failure: 'a lead kept being counted by others' }, async () => {
    for (;;) {
      const before = await deps.reports.countedLead(leadId);
      const seq = before?.seq ?? 0;
      const next = (await deps.leads.timeline(leadId)).filter((event) => event.seq > seq).slice(0, MAX_EVENTS);
      if (next.length === 0) return events;
      const { hasChanges, ...folding } = countEvents(before, next, await factsOf(leadId, before, next, deps));
      // Events that change no figure are read again with the next one that does, which is cheaper than a write.
      if (!hasChanges && next.length < MAX_EVENTS) return events;
      const { outcome } = await deps.reports.save({ fromSeq: seq, ...folding });
      if (outcome !== 'done') return LOST_RACE;
      events += next.length;
    }
  });
}

async function factsOf(
  leadId: LeadId,
  before: CountedLead | undefined,
  next: readonly LeadEvent[],
  deps: RollUpDeps,
): Promise<CountingFacts> {
  // Loaded after the timeline, so that it includes everything the events refer to.
  const lead = await deps.leads.load(leadId);
  if (!lead) throw new Error('a timeline has no lead');
  const named = next.flatMap(({ type, data }) => (type === 'LeadRouted' || type === 'LeadScreened' ? [data.plan] : []));
  const versions = [...new Set([...(before?.plan === undefined ? [] : [before.plan]), ...named])];
  const found = await Promise.all(versions.map((version) => deps.plans.version(version)));
  const plans = new Map(found.flatMap((one) => (one ? [[one.version, one.plan] as const] : [])));
  const schedules = before?.touched ? new Map() : await schedulesOf(before, next, [...plans.values()].at(-1), deps);
  return { lead, plans, schedules };
}

/** Returns the schedules of the owners who may have made the first response. */
async function schedulesOf(
  before: CountedLead | undefined,
  next: readonly LeadEvent[],
  plan: Plan | undefined,
  deps: RollUpDeps,
): Promise<ReadonlyMap<string, WorkSchedule>> {
  if (!next.some(canBeFirstResponse)) return new Map();
  const owners = [
    ...(before?.assignment ? [before.assignment] : []),
    ...next.flatMap(({ type, data }) => (type === 'LeadAssigned' ? [data] : [])),
  ];
  const found = await Promise.all(
    owners.map(async ({ rep: id, team }): Promise<readonly (readonly [string, WorkSchedule])[]> => {
      const [rep, planned] = await Promise.all([deps.reps.get(id), teamOf(team, plan, deps)]);
      if (!rep || !planned) return [];
      return [[scheduleKeyOf(id, team), await scheduleFor(rep, planned, deps)]];
    }),
  );
  return new Map(found.flat());
}

const FIRST_RESPONSE_EVENTS: ReadonlySet<string> = new Set([
  'FirstResponseMade',
  'LeadQualified',
  'LeadHandedOff',
  'ContactNoted',
]);

function canBeFirstResponse({ type, actor }: LeadEvent): boolean {
  if (FIRST_RESPONSE_EVENTS.has(type)) return true;
  return (type === 'LeadClosed' || type === 'LeadNurtured') && actor.kind === 'person';
}
