import { closeLead } from '../../domain/answers/close-lead.ts';
import { qualifyLead } from '../../domain/answers/qualify-lead.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Transition } from '../../domain/lead/transition.ts';
import type { LifecycleEffect } from '../../domain/plan/lifecycle.ts';
import { termsFor } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { type Decision, saveTransition } from '../save-transition.ts';

/** A stage of a person's life cycle that was set in another system, and what it does. */
export interface StageSet {
  readonly lead: LeadId;
  readonly effect: LifecycleEffect;
  readonly at: Instant;
  readonly via: string;
}

type StageDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'>;

/**
 * Takes a lead on to where its person is in another system, never back: it is qualified, or ends. What was set before the
 * lead came says nothing of it, and what a person did here later counts more.
 * @returns whether the lead was changed
 * @throws when a store fails
 */
export async function recordStage(set: StageSet, now: Instant, deps: StageDeps): Promise<boolean> {
  const saved = await saveTransition<'kept'>(
    set.lead,
    async (lead): Promise<Decision<'kept'>> => {
      const { stage, test, shadow, receivedAt } = lead;
      if (stage.state === 'closed' || test || shadow || set.at <= receivedAt) return { refused: 'kept' };
      if (await hasActedSince(lead, set.at, deps)) return { refused: 'kept' };
      const change = await decide(lead, set, now, deps);
      return change ? { change } : { refused: 'kept' };
    },
    deps,
  );
  if (saved.outcome === 'not_saved') throw new Error(`a stage was not saved: ${saved.why.outcome}`);
  return saved.outcome === 'done';
}

/** Whether a person did something to the lead here after that. What they did in another system was read from there. */
async function hasActedSince({ id }: Lead, at: Instant, { leads }: Pick<Deps, 'leads'>): Promise<boolean> {
  return (await leads.timeline(id)).some((event) => event.at > at && isDoneHere(event));
}

function isDoneHere({ actor, data }: LeadEvent): boolean {
  if (actor.kind !== 'person' || 'via' in data) return false;
  return !('because' in data) || data.because !== 'crm_owner';
}

async function decide(
  lead: Lead,
  { effect, via }: StageSet,
  now: Instant,
  deps: StageDeps,
): Promise<Transition | undefined> {
  const doing = { now, actor: { kind: 'system' }, eventId: deps.newId() } as const;
  if (effect.to === 'converted') return closeLead(lead, { outcome: 'converted', via }, doing);
  if (effect.to === 'disqualified')
    return closeLead(lead, { outcome: 'disqualified', reason: effect.reason, via }, doing);
  const { stage, handoff } = lead;
  const isOn = handoff !== undefined && handoff.state !== 'over';
  if ((stage.state !== 'assigned' && stage.state !== 'working') || isOn) return undefined;
  const { owner: rep, team, placedBy } = stage;
  const terms = await termsFor(lead, { rep, team, placedBy }, deps);
  const planVersion = lead.routing?.plan ?? (await deps.plans.active())?.version;
  if (!terms || planVersion === undefined) return undefined;
  return qualifyLead(lead, stage, { terms, planVersion, via, ...doing });
}
