import { tightenDeadlines } from '../../domain/assignment/assignment-stages.ts';
import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import { buildReceivedStage } from '../../domain/follow-up/queue-stages.ts';
import { findStrictestSla } from '../../domain/follow-up/sla-of-lead.ts';
import type { QueueId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import { REOPEN_LIMIT } from '../../domain/lead/comebacks.ts';
import type { Actor } from '../../domain/lead/events.ts';
import { cycleCountOf, type Lead, type Touchpoint, workItemOf } from '../../domain/lead/lead.ts';
import type { Stage } from '../../domain/lead/stage.ts';
import { type LeadPatch, type Transition, transition } from '../../domain/lead/transition.ts';
import { decideEarlyReturn } from '../../domain/nurture/early-return.ts';
import { returnToRouting } from '../../domain/nurture/return-to-routing.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { chooseRoute } from '../../domain/routing/route.ts';
import { addScoreFeatures, scoreOf } from '../../domain/routing/scoring.ts';
import { planOf, termsFor } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { gatherEnrichment } from '../routing/enrich.ts';
import { keepRoutedFeatures } from '../routing/keep-routed-features.ts';
import { gatherForRouting, type PilotEnrichDeps, planToRouteBy } from '../routing/route-in-pilot.ts';

/** The most touchpoints kept on a lead; the oldest are dropped first. */
const MAX_TOUCHPOINTS = 100;

export type TouchpointDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'> & PilotEnrichDeps;

/** A touchpoint on an open lead, with the data it brought. */
interface TouchpointInput {
  readonly touchpoint: Touchpoint;
  /** The person, including what the touchpoint brought. */
  readonly person: Person;
  /** Other changes that come with the touchpoint. */
  readonly patch?: LeadPatch;
  readonly delivery?: string;
  /** The import list the touchpoint comes with. Any other touchpoint removes the lead from its list for good. */
  readonly list?: Lead['importList'];
  /** Who reported it; by default the system. */
  readonly actor?: Actor;
  readonly now: Instant;
}

/**
 * Returns the transition that a touchpoint causes on an open lead. The lead is scored again, its deadline may only get
 * tighter, and it stays with its owner. A lead in nurture returns to routing when the plan says so. So does a lead in a
 * review queue that now matches a rule naming a team (unless its person came back too often), and one that waited in an import list and now shows interest of
 * its own.
 */
export async function applyTouchpoint(before: Lead, input: TouchpointInput, deps: TouchpointDeps): Promise<Transition> {
  return keepRoutedFeatures(await decideTouchpoint(before, input, deps), deps);
}

async function decideTouchpoint(before: Lead, input: TouchpointInput, deps: TouchpointDeps): Promise<Transition> {
  const { touchpoint, person, now } = input;
  const touches = [...before.touchpoints, touchpoint]
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .slice(-MAX_TOUCHPOINTS);
  const nurturing = before.stage.state === 'nurturing' ? before.stage : undefined;
  const plan = needsScore(before) ? await planFor(before, deps) : undefined;
  const lead: Lead = { ...before, touchpoints: touches };
  if (before.stage.state === 'received') await saveNewEnrichment(lead, person, now, deps);
  const enrichment: Pick<EnrichmentResult, 'features' | 'guessedFields' | 'account'> = plan
    ? await gatherEnrichment({ lead, person, plan, now }, deps)
    : before;
  const score = plan ? scoreOf({ ...lead, features: enrichment.features }, plan, now) : before.score;
  const features = score ? addScoreFeatures(enrichment.features, score, cycleCountOf(before)) : enrichment.features;
  const { guessedFields, account } = enrichment;
  const list = input.list && before.importList;
  const patch: LeadPatch = {
    ...input.patch,
    touchpoints: touches,
    features,
    guessedFields: guessedFields,
    account,
    score,
    importList: list,
  };
  const common = { at: now, actor: input.actor, eventId: deps.newId(), patch };
  const early =
    nurturing && plan && decideEarlyReturn({ ...lead, features }, nurturing, { plan, touch: touchpoint, now });
  if (nurturing && plan && early?.kind === 'now')
    // A lead that an import list brings back belongs to that list.
    return returnToRouting(before, nurturing, {
      ...common,
      patch: { ...patch, importList: input.list },
      plan,
      because: early.because,
      now,
    });
  const reconsideration =
    (await planIfRouteChanged(lead, person, now, deps)) ?? (await planIfOutOfList(before, list, deps));
  if (reconsideration) {
    return transition(before, {
      ...common,
      type: 'LeadReconsidered',
      data: { queue: reconsideration.queue, because: 'touch' },
      stage: buildReceivedStage(reconsideration.plan, now),
    });
  }
  return transition(before, {
    ...common,
    type: 'TouchpointAdded',
    data: { source: touchpoint.source, touch: touchpoint.touch, delivery: input.delivery },
    stage:
      early?.kind === 'at' && nurturing
        ? { ...nurturing, returnAt: early.at, returnsEarly: true }
        : await tightenStage({ ...lead, features }, touchpoint, now, deps),
  });
}

/**
 * Returns the plan in force for a lead that waited in an import list and no longer belongs there; it is routed again by
 * that plan.
 */
async function planIfOutOfList(
  before: Lead,
  list: Lead['importList'],
  deps: Pick<TouchpointDeps, 'plans'>,
): Promise<{ readonly plan: Plan; readonly queue: QueueId } | undefined> {
  const waitedIn = before.stage.state === 'waiting' ? workItemOf(before)?.importList : undefined;
  const plan = waitedIn !== undefined && list === undefined ? (await deps.plans.active())?.plan : undefined;
  return plan && waitedIn !== undefined ? { plan, queue: waitedIn } : undefined;
}

/** Returns whether to score the touchpoint now. Before its first routing, the routing scores the lead. */
function needsScore({ score, stage }: Lead): boolean {
  return score !== undefined || stage.state !== 'received';
}

/** Returns the plan that applies. For a lead in nurture that is the plan it would be routed by. */
async function planFor(lead: Lead, deps: TouchpointDeps): Promise<Plan | undefined> {
  const active = lead.stage.state === 'nurturing' ? await deps.plans.active() : undefined;
  if (!active) return planOf(lead, deps);
  return (await planToRouteBy(active, { pilot: lead.routing?.pilot }, deps)).plan;
}

/**
 * Returns the plan in force for a lead in a review queue, if a different rule than before now routes the lead to a
 * team.
 */
async function planIfRouteChanged(
  touched: Lead,
  person: Person,
  now: Instant,
  deps: TouchpointDeps,
): Promise<{ readonly plan: Plan; readonly queue: QueueId } | undefined> {
  const { stage, routing } = touched;
  if (stage.state !== 'waiting' || stage.place !== 'queue' || stage.because === REOPEN_LIMIT) return undefined;
  const active = await deps.plans.active();
  if (!active) return undefined;
  const found = await gatherForRouting({ lead: touched, person, active, now }, deps);
  const { features } = found;
  const { plan } = await planToRouteBy(active, found, deps);
  const decided = chooseRoute({
    features: addScoreFeatures(features, scoreOf({ ...touched, features }, plan, now), cycleCountOf(touched)),
    plan,
  });
  const wanted = decided.outcome === 'assign' && decided.targets[0]?.kind === 'team';
  return wanted && decided.rule !== routing?.route.rule ? { plan, queue: stage.queue } : undefined;
}

/** Enriches the lead again and saves the result before the touchpoint, so that routing does not miss it. */
async function saveNewEnrichment(touched: Lead, person: Person, now: Instant, deps: TouchpointDeps): Promise<void> {
  const active = await deps.plans.active();
  const found = await gatherForRouting({ lead: touched, person, active, now }, deps);
  await deps.leads.saveEnrichment(touched.id, found);
}

/**
 * Returns the same stage, with a tighter deadline if the touchpoint makes a stricter SLA match. A touchpoint from
 * before the assignment that is only reported now changes nothing.
 */
async function tightenStage(lead: Lead, touch: Touchpoint, now: Instant, deps: TouchpointDeps): Promise<Stage> {
  const { stage } = lead;
  if (stage.state !== 'assigned' || touch.at < stage.assignedAt) return stage;
  const terms = await termsFor(lead, { rep: stage.owner, team: stage.team, placedBy: stage.placedBy }, deps);
  const sla = terms && findStrictestSla(terms.plan, lead, [touch]);
  if (!terms || !sla) return stage;
  return tightenDeadlines(stage, { ...terms, sla }, now) ?? stage;
}
