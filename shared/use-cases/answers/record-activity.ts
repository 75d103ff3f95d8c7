import { contacted } from '../../domain/answers/first-response.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Actor, EventType } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Assigned, Working } from '../../domain/lead/stage.ts';
import { step, type Transition } from '../../domain/lead/transition.ts';
import { contactBudget, contactsAfter } from '../../domain/nurture/contact-budget.ts';
import type { Claims, KeyClaim } from '../../ports/lead-store.ts';
import { planOf, termsFor } from '../assignment/assignment-terms.ts';
import { type TouchDeps, touched } from '../intake/apply-touchpoint.ts';
import { claimableIds } from '../intake/claimable-ids.ts';
import { type Decision, saveStep } from '../save-transition.ts';

/** Something that happened between a person and us outside of Baton, as a CRM or a mail tool tells. */
export interface Activity {
  /** One of both at least. */
  readonly lead?: LeadId;
  /** An id the person has elsewhere, with its system: `hubspot:901`. */
  readonly externalId?: string;
  /** What it was, a code: `pricing_page`, `reply`, `call`. */
  readonly kind: string;
  readonly at: Instant;
  /** `inbound`: the person did something; `outbound`: one of ours contacted them. */
  readonly direction: 'inbound' | 'outbound';
  /** Who of ours contacted them, if that is known. */
  readonly rep?: RepId;
  /** The same for the same activity told twice; it counts once for each lead that it names. */
  readonly key: string;
}

/** What came of it: a touch, and whether it brought the lead back; the owner's first touch or more work; a contact of somebody else's. */
type Recorded = 'touched' | 'returned' | 'first_touch' | 'worked' | 'noted';

const RECORDED: Partial<Record<EventType, Recorded>> = {
  LeadReturned: 'returned',
  LeadReconsidered: 'returned',
  FirstTouchMade: 'first_touch',
  LeadWorked: 'worked',
  ContactNoted: 'noted',
};

/** `closed`: the lead is at its end, nothing is recorded, and nothing reopens it. */
export type ActivityRefusal = 'no_such_lead' | 'other_lead' | 'too_old' | 'in_future' | 'no_plan';

export type ActivityResult =
  | { readonly outcome: Recorded; readonly lead: Lead; readonly contactsLeft?: number }
  | { readonly outcome: 'repeated' | 'closed'; readonly lead: LeadId }
  | { readonly outcome: 'refused'; readonly because: ActivityRefusal };

/** An activity older than this says nothing of what is to be done now. */
const AT_MOST_SECONDS = 90 * 24 * 3600;
/** Clocks may differ by so much. */
const AHEAD_SECONDS = 300;
/** Other systems may round a moment down by so much: who calls within the first minute must not be late for it. */
const ROUNDED_SECONDS = 60;
/** Rounds in which another lead may get the id first. */
const ATTEMPTS = 3;

/**
 * Takes in an activity, once. What the person did is a touch: the lead is scored again and may come back from its rest. What we did is
 * a contact: of the owner it is the first touch, or work. It has happened, so no cap refuses it.
 */
export async function recordActivity(activity: Activity, now: Instant, deps: TouchDeps): Promise<ActivityResult> {
  if (activity.at > addSeconds(now, AHEAD_SECONDS)) return { outcome: 'refused', because: 'in_future' };
  if (activity.at < addSeconds(now, -AT_MOST_SECONDS)) return { outcome: 'refused', because: 'too_old' };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const recorded = await recordOnce(activity, now, deps);
    if (recorded !== 'id_taken') return recorded;
  }
  throw new Error('the id of an activity kept being taken');
}

/** @returns `id_taken` when another lead got the id of the other system meanwhile. */
async function recordOnce(activity: Activity, now: Instant, deps: TouchDeps): Promise<ActivityResult | 'id_taken'> {
  const { externalId } = activity;
  const named = externalId === undefined ? undefined : await deps.leads.leadOfExternalId(externalId);
  if (activity.lead !== undefined && named !== undefined && named !== activity.lead) {
    const other = await deps.leads.load(named);
    if (other && other.stage.state !== 'closed') return { outcome: 'refused', because: 'other_lead' };
  }
  const leadId = activity.lead ?? named;
  if (leadId === undefined) return { outcome: 'refused', because: 'no_such_lead' };
  const key = `${activity.key}:${leadId}`;
  const earlier = await deps.leads.leadOfSubmission(key);
  if (earlier !== undefined) return { outcome: 'repeated', lead: earlier };
  const at = activity.at > now ? now : activity.at;
  let type: EventType | undefined;
  const saved = await saveStep<'closed' | 'no_plan'>(
    leadId,
    async (lead) => {
      const decided = await decide(lead, { ...activity, at, key }, now, deps);
      if ('change' in decided) type = decided.change.event.type;
      return decided;
    },
    deps,
  );
  if (saved.outcome === 'done')
    return {
      outcome: (type && RECORDED[type]) ?? 'touched',
      lead: saved.lead,
      ...(await leftFor(saved.lead, now, deps)),
    };
  if (saved.outcome === 'refused')
    return saved.because === 'closed'
      ? { outcome: 'closed', lead: leadId }
      : { outcome: 'refused', because: saved.because };
  if (saved.why.outcome === 'claimed')
    return saved.why.claim === 'submission' ? { outcome: 'repeated', lead: saved.why.lead } : 'id_taken';
  throw new Error(`an activity was not saved: ${saved.why.outcome}`);
}

async function decide(
  lead: Lead,
  activity: Activity,
  now: Instant,
  deps: TouchDeps,
): Promise<Decision<'closed' | 'no_plan'>> {
  if (lead.stage.state === 'closed') return { refused: 'closed' };
  const { externalId, key: submission, direction } = activity;
  const external = await claimableIds(externalId === undefined ? [] : [externalId], deps, lead);
  const transition = await (direction === 'inbound' ? inbound : outbound)({ lead, activity, external, now }, deps);
  if (!transition) return { refused: 'no_plan' };
  const claims: Claims = { submission, external };
  return { change: { ...transition, claims } };
}

interface Taking {
  readonly lead: Lead;
  readonly activity: Activity;
  readonly external: readonly KeyClaim[];
  readonly now: Instant;
}

async function inbound({ lead, activity, external, now }: Taking, deps: TouchDeps): Promise<Transition> {
  const { kind, at, externalId } = activity;
  const source = externalId?.split(':')[0] ?? 'api';
  const person = (await deps.leads.person(lead.id)) ?? { answers: {} };
  const patch = { externalIds: idsWith(lead, external) };
  return touched(lead, { touch: { touch: kind, source, at }, person, given: lead.given, patch, now }, deps);
}

async function outbound({ lead, activity, external, now }: Taking, deps: TouchDeps): Promise<Transition | undefined> {
  const { kind, at, rep } = activity;
  const patch = { externalIds: idsWith(lead, external) };
  const actor: Actor = rep === undefined ? { kind: 'robot' } : { kind: 'person', id: rep };
  const doing = { actor, eventId: deps.newId() };
  const held = heldBy(lead, activity);
  if (held) {
    const terms = await termsFor(lead, { rep: held.owner, team: held.team, placedBy: held.placedBy }, deps);
    return terms && contacted(lead, held, { terms, how: kind, at, now, patch, ...doing });
  }
  return step(lead, {
    ...doing,
    type: 'ContactNoted',
    data: { rep, how: kind },
    at: now,
    stage: lead.stage,
    patch: { ...patch, contacts: contactsAfter(lead, kind, at) },
  });
}

/** The assignment that a contact belongs to: its owner's, since they have the lead. */
function heldBy({ stage }: Lead, { rep, at }: Activity): Assigned | Working | undefined {
  if (stage.state !== 'assigned' && stage.state !== 'working') return undefined;
  return stage.owner === rep && at > addSeconds(stage.assignedAt, -ROUNDED_SECONDS) ? stage : undefined;
}

function idsWith({ externalIds }: Lead, added: readonly KeyClaim[]): readonly string[] {
  return [...new Set([...externalIds, ...added.map(({ key }) => key)])];
}

async function leftFor(lead: Lead, now: Instant, deps: TouchDeps): Promise<{ readonly contactsLeft?: number }> {
  const plan = await planOf(lead, deps);
  return { contactsLeft: plan && contactBudget(lead, plan.recycling, now)?.left };
}
