import { replayBatch } from '../../domain/explain/replay-batch.ts';
import { type HandoffEvent, handoffBehindRouting, replayHandoff } from '../../domain/explain/replay-handoff.ts';
import { replayRoute, type StepReplay } from '../../domain/explain/replay-route.ts';
import type { Features } from '../../domain/features.ts';
import type { Instant } from '../../domain/instant.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Deps } from '../deps.ts';
import { pinnedPlanOf, planVersionOf, routedFeaturesOf } from './passed-over-rules.ts';

/** What deciding a lead's decisions again showed. */
export interface LeadReplay {
  /** The routing in force, by a rule or a hand-off. */
  readonly route: StepReplay;
  /** Every assignment by the system, oldest first. */
  readonly assignments: readonly AssignmentReplay[];
}

export type AssignmentReplay = StepReplay & { readonly decision: string; readonly at: Instant };

type ReplayDeps = Pick<Deps, 'leads' | 'plans'>;

/** The events that may give a lead other features while the routing in force stays. */
const FEATURE_EVENTS: ReadonlySet<LeadEvent['type']> = new Set([
  'TouchpointAdded',
  'LeadRecycled',
  'LeadReconsidered',
  'AccountDecided',
]);

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
  const event = handoffBehindRouting(timeline, routing.at);
  const [plan, features] = await Promise.all([
    pinnedPlanOf(lead, deps),
    event ? featuresAt(lead, { event, timeline }, deps) : routedFeaturesOf(lead, deps),
  ]);
  if (!plan) return { outcome: 'not_kept', because: 'plan' };
  if (!features) return { outcome: 'not_kept', because: 'features' };
  if (event) return replayHandoff({ lead, event, features, plan });
  const isTouchedSince = timeline.some(({ type, at }) => type === 'TouchpointAdded' && at >= routing.at);
  const isScoreKept = routing.featuresKept === undefined && !isTouchedSince;
  return replayRoute({ lead, features, plan, ...(isScoreKept && { scoredAt: routing.at }) });
}

/**
 * Returns the features that a lead was handed off by. What is kept beside it are those before their first change since a
 * rule routed it, so they serve only if that change came after the hand-off.
 */
async function featuresAt(
  lead: Lead,
  { event, timeline }: { readonly event: HandoffEvent; readonly timeline: readonly LeadEvent[] },
  deps: ReplayDeps,
): Promise<Features | undefined> {
  const { featuresKept, route } = lead.routing ?? {};
  const isAnyKept = featuresKept === undefined ? route?.passedOver === undefined : featuresKept > event.seq;
  if (isAnyKept) return routedFeaturesOf(lead, deps);
  const isChangedSince = timeline.some(({ type, seq }) => seq > event.seq && FEATURE_EVENTS.has(type));
  return isChangedSince ? undefined : lead.features;
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
