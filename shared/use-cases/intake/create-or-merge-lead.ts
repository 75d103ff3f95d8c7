import { spelledPerson } from '../../domain/enrichment/normalise-person.ts';
import { countrySaid } from '../../domain/enrichment/place.ts';
import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Submission } from '../../domain/intake/submission.ts';
import { GRACE } from '../../domain/lead/grace-periods.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { firstStep } from '../../domain/lead/transition.ts';
import type { Claims, LeadChange } from '../../ports/lead-store.ts';
import type { Deps } from '../deps.ts';
import { saveStep } from '../save-transition.ts';
import { endOfObservation } from '../shadow/end-shadow-lead.ts';
import { claimableIds, leadByIds } from './claimable-ids.ts';
import { touchLead } from './merge-submission.ts';
import { type Recognised, recognisePerson } from './recognize-person.ts';
import type { SubmissionKeys } from './submission-key.ts';

type TakeInDeps = Pick<
  Deps,
  'leads' | 'plans' | 'reps' | 'enrichment' | 'accounts' | 'territories' | 'newId' | 'personKeys' | 'mode'
>;

export interface TakeIn {
  readonly submission: Submission;
  readonly keys: SubmissionKeys;
  readonly delivery?: string;
  /** The import list it comes with. */
  readonly list?: Lead['list'];
  readonly now: Instant;
}

/** `repeated`: this submission had been taken in before; nothing changed. */
export type TakenIn = { readonly outcome: 'created' | 'touched' | 'repeated'; readonly lead: LeadId };

/** A test submission identifies no person. */
const NOBODY: Recognised = { claims: [] };

/** Attempts lost to other writers before the delivery is retried later. */
const ATTEMPTS = 6;

/** Who is accountable for a lead while no plan is in force. */
export const NO_PLAN_OWNER = 'admin';

/**
 * Creates a lead from a submission, or adds a touchpoint to the open lead of the same person. Two simultaneous
 * submissions of one person collide on the claim of the person's key: the loser finds the winner's lead and adds a
 * touchpoint to it.
 * @throws when it keeps losing races; the delivery stays pending and is retried.
 */
export async function takeInLead(given: TakeIn, deps: TakeInDeps): Promise<TakenIn> {
  const person = spelledPerson(given.submission.person, countrySaid(given.submission.given));
  const input = { ...given, submission: { ...given.submission, person } };
  const { submission } = input;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const earlier = await leadOfCopy(input.keys, deps);
    if (earlier) return { outcome: 'repeated', lead: earlier };
    const who = submission.test ? NOBODY : await recognisePerson(submission.person, deps);
    const living = who.living ?? (submission.test ? undefined : await leadByIds(submission.externalIds, deps));
    if (living?.observed && (await deps.mode()) === 'live') {
      await letGo(living.id, input.now, deps);
      continue;
    }
    if (living) {
      const touched = await touchLead({ ...input, submissionKey: input.keys.key, lead: living }, deps);
      if (touched) return { outcome: 'touched', lead: living.id };
      continue;
    }
    const change = await newLead(input, who, deps);
    const saved = await deps.leads.commit({ transitions: [change] });
    if (saved.outcome === 'done') return { outcome: 'created', lead: change.after.id };
    if (saved.outcome === 'claimed' || saved.outcome === 'stale') continue;
    throw new Error(`a new lead was not saved: ${saved.outcome}`);
  }
  throw new Error('a submission kept losing to another one of the same person');
}

/** Closes a lead from shadow mode, since a person who comes to a live Baton must not end up in it. */
async function letGo(leadId: LeadId, now: Instant, deps: TakeInDeps): Promise<void> {
  await saveStep<'moved_on'>(
    leadId,
    (lead) =>
      lead.stage.state === 'closed'
        ? { refused: 'moved_on' }
        : { change: endOfObservation(lead, { reason: 'went_live', now, eventId: deps.newId() }) },
    deps,
  );
}

async function leadOfCopy({ key, before }: SubmissionKeys, deps: TakeInDeps): Promise<LeadId | undefined> {
  return (await deps.leads.leadOfSubmission(key)) ?? (before && (await deps.leads.leadOfSubmission(before)));
}

async function newLead(input: TakeIn, who: Recognised, deps: TakeInDeps): Promise<LeadChange> {
  const { submission, keys, delivery, now } = input;
  const active = await deps.plans.active();
  const before = active?.plan.beforeAssignment;
  const external = submission.test ? [] : await claimableIds(submission.externalIds, deps);
  const lead: Parameters<typeof firstStep>[0] = {
    id: `lead_${deps.newId()}`,
    epoch: 0,
    source: submission.source,
    list: input.list,
    receivedAt: now,
    submittedAt: submission.submittedAt,
    test: submission.test,
    ...((await deps.mode()) === 'observe' && { observed: true }),
    personKey: who.key,
    possibleDuplicateOf: who.possibleDuplicateOf,
    given: submission.given,
    features: {},
    guessed: [],
    externalIds: external.map(({ key }) => key),
    touches: [{ touch: submission.touch, source: submission.source, at: now }],
    holders: [],
    reassignments: 0,
    rests: {},
    contacts: [],
    credited: [],
    stage: {
      state: 'received',
      routeBy: addSeconds(now, before?.withinSeconds ?? GRACE.noPlan),
      attempts: 0,
      accountable: before?.owner ?? NO_PLAN_OWNER,
    },
  };
  const transition = firstStep(lead, {
    data: { source: submission.source, touch: submission.touch, test: submission.test, delivery },
    at: now,
    eventId: deps.newId(),
  });
  const claims: Claims = { submission: keys.key, persons: who.claims, external };
  return { ...transition, person: submission.person, claims };
}
