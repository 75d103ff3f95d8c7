import { tightened } from '../../domain/assignment/assignment-stages.ts';
import type { Found } from '../../domain/enrichment/enrichment-result.ts';
import { returnedStage } from '../../domain/follow-up/queue-stages.ts';
import { strictestFitting } from '../../domain/follow-up/sla-of-lead.ts';
import type { QueueId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import { cyclesOf, type Lead, type Touch, workItemOf } from '../../domain/lead/lead.ts';
import type { Stage } from '../../domain/lead/stage.ts';
import { type LeadPatch, step, type Transition } from '../../domain/lead/transition.ts';
import { earlyReturn } from '../../domain/nurture/early-return.ts';
import { returned } from '../../domain/nurture/return-to-routing.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { route } from '../../domain/routing/route.ts';
import { scoreOf, withScore } from '../../domain/routing/scoring.ts';
import { planOf, termsFor } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { type FindOutDeps, findOut } from '../routing/enrich.ts';

/** A lead remembers so many touches; the oldest fall away first. */
const TOUCHES_KEPT = 100;

export type TouchDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'> & FindOutDeps;

/** A touch on a living lead, with what it brought. */
interface NewTouch {
  readonly touch: Touch;
  /** As it is known with the touch. */
  readonly person: Person;
  readonly given: Lead['given'];
  /** What else the touch changes. */
  readonly patch?: LeadPatch;
  readonly delivery?: string;
  /** The list that the touch comes with; any other touch takes the lead out of its list for good. */
  readonly list?: Lead['list'];
  readonly now: Instant;
}

/**
 * What a touch makes of a living lead: it is scored again, its deadline may only become tighter, it stays with its owner. A resting
 * lead goes back to routing when the plan says so; so does one in a queue for review, if it now fits a rule that names a team, and one
 * that waited in a list and now shows an interest of its own.
 */
export async function touched(before: Lead, input: NewTouch, deps: TouchDeps): Promise<Transition> {
  const { touch, person, given, now } = input;
  const touches = [...before.touches, touch]
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .slice(-TOUCHES_KEPT);
  const resting = before.stage.state === 'nurturing' ? before.stage : undefined;
  const plan = isScored(before) ? await planFor(before, deps) : undefined;
  const lead: Lead = { ...before, given, touches };
  if (before.stage.state === 'received') await enrichAgain(lead, person, now, deps);
  const found: Found = plan ? await findOut({ lead, person, plan, now }, deps) : before;
  const score = plan ? scoreOf({ ...lead, features: found.features }, plan, now) : before.score;
  const features = score ? withScore(found.features, score, cyclesOf(before)) : found.features;
  const { guessed, account } = found;
  const list = input.list && before.list;
  const patch: LeadPatch = { ...input.patch, given, touches, features, guessed, account, score, list };
  const common = { at: now, eventId: deps.newId(), patch };
  const early = resting && plan && earlyReturn({ ...lead, features }, resting, { plan, touch, now });
  if (resting && plan && early?.kind === 'now')
    // What comes back by a list comes back with that list.
    return returned(before, resting, {
      ...common,
      patch: { ...patch, list: input.list },
      plan,
      because: early.because,
      now,
    });
  const fitting = (await nowFittingPlan(lead, person, now, deps)) ?? (await outOfList(before, list, deps));
  if (fitting) {
    return step(before, {
      ...common,
      type: 'LeadReconsidered',
      data: { queue: fitting.queue, because: 'touch' },
      stage: returnedStage(fitting.plan, now),
    });
  }
  return step(before, {
    ...common,
    type: 'LeadTouched',
    data: { source: touch.source, touch: touch.touch, delivery: input.delivery },
    stage:
      early?.kind === 'at' && resting
        ? { ...resting, returnAt: early.at, early: true }
        : await stageAfter({ ...lead, features }, touch, now, deps),
  });
}

/** Of a lead that waited in a list and does no longer belong there: the plan in force, by which it is routed anew. */
async function outOfList(
  before: Lead,
  list: Lead['list'],
  deps: Pick<TouchDeps, 'plans'>,
): Promise<{ readonly plan: Plan; readonly queue: QueueId } | undefined> {
  const waitedIn = before.stage.state === 'waiting' ? workItemOf(before)?.list : undefined;
  const plan = waitedIn !== undefined && list === undefined ? (await deps.plans.active())?.plan : undefined;
  return plan && waitedIn !== undefined ? { plan, queue: waitedIn } : undefined;
}

/** Whether a touch is scored now: a lead that waits for its first routing is scored by that. */
function isScored({ score, stage }: Lead): boolean {
  return score !== undefined || stage.state !== 'received';
}

/** A resting lead is judged by the plan that it would be routed by. */
async function planFor(lead: Lead, deps: TouchDeps): Promise<Plan | undefined> {
  const active = lead.stage.state === 'nurturing' ? await deps.plans.active() : undefined;
  return active?.plan ?? planOf(lead, deps);
}

/** Of a lead in a queue for review: the plan in force, if another of its rules than before now wants the lead for a team. */
async function nowFittingPlan(
  touched: Lead,
  person: Person,
  now: Instant,
  deps: TouchDeps,
): Promise<{ readonly plan: Plan; readonly queue: QueueId } | undefined> {
  const { stage, routing } = touched;
  if (stage.state !== 'waiting' || stage.place !== 'queue') return undefined;
  const plan = (await deps.plans.active())?.plan;
  if (!plan) return undefined;
  const { features } = await findOut({ lead: touched, person, plan, now }, deps);
  const decided = route({
    features: withScore(features, scoreOf({ ...touched, features }, plan, now), cyclesOf(touched)),
    plan,
  });
  const wanted = decided.outcome === 'assign' && decided.targets[0]?.kind === 'team';
  return wanted && decided.rule !== routing?.route.rule ? { plan, queue: stage.queue } : undefined;
}

/** Routing reads what enrichment found out: before the touch is saved, it knows of it. */
async function enrichAgain(touched: Lead, person: Person, now: Instant, deps: TouchDeps): Promise<void> {
  const active = await deps.plans.active();
  const found = await findOut({ lead: touched, person, plan: active?.plan, now }, deps);
  await deps.leads.saveFound(touched.id, found);
}

/** The same stage, with a tighter deadline when the touch makes a stricter SLA fit; not one from before, that is only told now. */
async function stageAfter(lead: Lead, touch: Touch, now: Instant, deps: TouchDeps): Promise<Stage> {
  const { stage } = lead;
  if (stage.state !== 'assigned' || touch.at < stage.assignedAt) return stage;
  const terms = await termsFor(lead, { rep: stage.owner, team: stage.team, placedBy: stage.placedBy }, deps);
  const sla = terms && strictestFitting(terms.plan, lead, [touch]);
  if (!terms || !sla) return stage;
  return tightened(stage, { ...terms, sla }, now) ?? stage;
}
