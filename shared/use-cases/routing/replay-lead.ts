import { replayBatch } from '../../domain/explain/replay-batch.ts';
import { replayRoute, type StepReplay } from '../../domain/explain/replay-route.ts';
import type { Instant } from '../../domain/instant.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Deps } from '../deps.ts';
import { pinnedPlanOf, planVersionOf, routedFeaturesOf } from './passed-over-rules.ts';

/** What deciding a lead's decisions again showed. */
export interface LeadReplay {
  /** The routing in force. */
  readonly route: StepReplay;
  /** Every assignment by the system, oldest first. */
  readonly assignments: readonly AssignmentReplay[];
}

export type AssignmentReplay = StepReplay & { readonly decision: string; readonly at: Instant };

type ReplayDeps = Pick<Deps, 'leads' | 'plans'>;

/** The events that put other targets into a lead's routing without asking a rule. */
const HAND_OFFS: ReadonlySet<LeadEvent['type']> = new Set(['LeadHandedOff', 'HandoffReturned']);

/**
 * Makes the decisions about a lead again, from what was kept of each and the plan version it was made by, and compares
 * them with what was decided. Writes nothing.
 */
export async function replayLead(lead: Lead, deps: ReplayDeps): Promise<LeadReplay> {
  const timeline = await deps.leads.timeline(lead.id);
  const [route, assignments] = await Promise.all([
    replayRouteOf(lead, timeline, deps),
    Promise.all(timeline.flatMap((event) => replayAssignment(event, deps))),
  ]);
  return { route, assignments: assignments.flat() };
}

async function replayRouteOf(lead: Lead, timeline: readonly LeadEvent[], deps: ReplayDeps): Promise<StepReplay> {
  const { routing } = lead;
  if (!routing) return { outcome: 'not_kept', because: 'not_routed' };
  if (lead.forgottenAt !== undefined) return { outcome: 'not_kept', because: 'erased' };
  const isHandedOff = timeline.some(({ type, at }) => HAND_OFFS.has(type) && at >= routing.at);
  if (routing.route.passedOver || isHandedOff) return { outcome: 'not_kept', because: 'by_hand_off' };
  const [plan, features] = await Promise.all([pinnedPlanOf(lead, deps), routedFeaturesOf(lead, deps)]);
  if (!plan) return { outcome: 'not_kept', because: 'plan' };
  if (!features) return { outcome: 'not_kept', because: 'features' };
  const isTouchedSince = timeline.some(({ type, at }) => type === 'TouchpointAdded' && at >= routing.at);
  const isScoreKept = routing.featuresKept === undefined && !isTouchedSince;
  return replayRoute({ lead, features, plan, ...(isScoreKept && { scoredAt: routing.at }) });
}

async function replayAssignment(event: LeadEvent, deps: ReplayDeps): Promise<readonly AssignmentReplay[]> {
  if (event.type !== 'LeadAssigned' || event.data.decision === undefined) return [];
  const { at } = event;
  const { decision, rep } = event.data;
  const stored = await deps.leads.decision(decision);
  if (!stored) return [{ decision, at, outcome: 'not_kept', because: 'inputs' }];
  const plan = await planVersionOf(stored.plan, deps);
  if (!plan) return [{ decision, at, outcome: 'not_kept', because: 'plan' }];
  const chosen = stored.record.leads.find(({ lead }) => lead === event.lead)?.chosen;
  if (chosen !== rep) {
    const difference = { field: `leads.${event.lead}.chosen`, decided: rep, replayed: chosen };
    return [{ decision, at, outcome: 'different', difference }];
  }
  const replay = replayBatch(stored.record, plan);
  return [
    replay.outcome === 'not_kept'
      ? { decision, at, outcome: 'not_kept', because: 'inputs' }
      : { decision, at, ...replay },
  ];
}
