import { normaliseContactDetails } from '../../domain/enrichment/normalise-person.ts';
import { readSubmittedCountry } from '../../domain/enrichment/place.ts';
import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { keepSubmittedFacts } from '../../domain/intake/merge-person.ts';
import type { Submission } from '../../domain/intake/submission.ts';
import { comebacksOf } from '../../domain/lead/comebacks.ts';
import type { Actor } from '../../domain/lead/events.ts';
import { GRACE_SECONDS } from '../../domain/lead/grace-periods.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { createInitialTransition } from '../../domain/lead/transition.ts';
import type { Claims, KeyClaim, LeadChange } from '../../ports/lead-store.ts';
import type { ReadOptions } from '../../ports/read-options.ts';
import { decideAgain, LOST_RACE } from '../decide-again.ts';
import type { Deps } from '../deps.ts';
import { contactKeysOfPerson } from '../do-not-contact/contact-keys.ts';
import { endListedLeads } from '../do-not-contact/end-listed-leads.ts';
import { saveTransition } from '../save-transition.ts';
import { closeShadowLead } from '../shadow/end-shadow-lead.ts';
import { claimableIds, countClaimable, leadByIds } from './claimable-ids.ts';
import { earlierLeadsOf, submissionKeysOf } from './found-by.ts';
import { mergeSubmission } from './merge-submission.ts';
import { type RecognisedPerson, recognisePerson } from './recognise-person.ts';
import type { SubmissionKeys } from './submission-key.ts';

export type CreateOrMergeDeps = Pick<
  Deps,
  | 'leads'
  | 'plans'
  | 'reps'
  | 'enrichment'
  | 'accounts'
  | 'territories'
  | 'newId'
  | 'personKeys'
  | 'keyedHash'
  | 'hash'
  | 'doNotContact'
  | 'mode'
>;

export interface CreateOrMergeInput {
  readonly submission: Submission;
  readonly keys: SubmissionKeys;
  readonly delivery?: string;
  /** The import list it comes with. */
  readonly list?: Lead['importList'];
  /** Who sent it, where that is a caller whom Baton knows; by default the system. */
  readonly actor?: Actor;
  readonly now: Instant;
}

/** `repeated`: this submission had been taken in before; nothing changed. */
export type CreateOrMergeResult = {
  readonly outcome: 'created' | 'touched' | 'repeated';
  readonly lead: LeadId;
  /** The sender had used the submission's id before, for something else. */
  readonly isIdReused?: true;
};

/** A test submission identifies no person. */
const NO_PERSON: RecognisedPerson = { claims: [] };

/**
 * Attempts lost to other writers before the delivery is retried later. A client may post everything it knows of a person
 * at once, and of those that collide only one wins each time.
 */
const MAX_ATTEMPTS = 25;

/** Who is accountable for a lead while no plan is in force. */
export const OWNER_WITHOUT_PLAN = 'admin';

/**
 * Creates a lead from a submission, or adds a touchpoint to the open lead of the same person. Two simultaneous
 * submissions of one person collide on the claim of the person's key: the loser finds the winner's lead and adds a
 * touchpoint to it. A lead whose person must not be contacted ends at once.
 * @throws when it keeps losing races; the delivery stays pending and is retried.
 */
export async function createOrMergeLead(
  unnormalised: CreateOrMergeInput,
  deps: CreateOrMergeDeps,
): Promise<CreateOrMergeResult> {
  const person = normaliseContactDetails(
    unnormalised.submission.person,
    readSubmittedCountry(unnormalised.submission.submittedFacts),
  );
  const input = { ...unnormalised, submission: { ...unnormalised.submission, person } };
  const { submission } = input;
  const failure = 'a submission kept losing to another one of the same person';
  return decideAgain(
    { maxAttempts: MAX_ATTEMPTS, failure },
    async (attempt): Promise<CreateOrMergeResult | typeof LOST_RACE> => {
      // A claim that the first look misses is refused when the lead is saved, and the next look finds it.
      const look = { consistent: attempt > 1 };
      const earlier = await leadOfRepeat(input.keys, look, deps);
      if (earlier) {
        // The first attempt may have ended between saving the lead and looking at the list.
        await endListedLeads(await deps.leads.loadMany([earlier]), input.now, deps);
        return { outcome: 'repeated', lead: earlier };
      }
      const isReused = input.keys.id !== undefined && (await deps.leads.leadOfSubmission(input.keys.id)) !== undefined;
      const claimed = {
        submission: input.keys.key,
        ...(!isReused && input.keys.id && { submissionId: input.keys.id }),
      };
      const noted = isReused ? { isIdReused: true as const } : {};
      const recognised = submission.test ? NO_PERSON : await recognisePerson(submission.person, deps, look);
      const openLead =
        recognised.openLead ?? (submission.test ? undefined : await leadByIds(submission.externalIds, deps));
      if (openLead?.shadow && (await deps.mode()) === 'live') {
        await saveShadowClosure(openLead.id, input.now, deps);
        return LOST_RACE;
      }
      if (openLead) {
        const touched = await mergeSubmission({ ...input, claimed, lead: openLead }, deps);
        if (!touched) return LOST_RACE;
        await endListedLeads([touched], input.now, deps);
        return { outcome: 'touched', lead: openLead.id, ...noted };
      }
      const external = submission.test ? [] : await claimableIds(submission.externalIds, deps);
      // Somebody has just created a lead with one of these ids: the next attempt finds it.
      if (!submission.test && external.length < countClaimable(submission.externalIds)) return LOST_RACE;
      const change = await buildLead({ ...input, claimed, external }, recognised, deps);
      const saved = await deps.leads.commit({ transitions: [change] });
      if (saved.outcome === 'done') {
        await endListedLeads([change.after], input.now, deps, { repeatedLater: true });
        return { outcome: 'created', lead: change.after.id, ...noted };
      }
      if (saved.outcome === 'claimed' || saved.outcome === 'stale') return LOST_RACE;
      throw new Error(`a new lead was not saved: ${saved.outcome}`);
    },
  );
}

/** Closes a lead from shadow mode, since a person who comes to a live Baton must not end up in it. */
async function saveShadowClosure(leadId: LeadId, now: Instant, deps: CreateOrMergeDeps): Promise<void> {
  await saveTransition<'changed_meanwhile'>(
    leadId,
    (lead) =>
      lead.stage.state === 'closed'
        ? { refused: 'changed_meanwhile' }
        : { change: closeShadowLead(lead, { reason: 'went_live', now, eventId: deps.newId() }) },
    deps,
  );
}

async function leadOfRepeat(
  { key, previous: before }: SubmissionKeys,
  look: ReadOptions,
  deps: CreateOrMergeDeps,
): Promise<LeadId | undefined> {
  return (await deps.leads.leadOfSubmission(key, look)) ?? (before && (await deps.leads.leadOfSubmission(before)));
}

/** Returns the closed leads that give up their keys. */
async function closedLeadsOf(claims: readonly KeyClaim[], deps: Pick<Deps, 'leads'>): Promise<readonly Lead[]> {
  const ids = new Set(claims.flatMap(({ releasedBy }) => releasedBy ?? []));
  const found = await Promise.all([...ids].map((id) => deps.leads.load(id)));
  return found.filter((lead) => lead !== undefined);
}

async function buildLead(
  input: CreateOrMergeInput & {
    readonly claimed: Pick<Claims, 'submission' | 'submissionId'>;
    readonly external: readonly KeyClaim[];
  },
  who: RecognisedPerson,
  deps: CreateOrMergeDeps,
): Promise<LeadChange> {
  const { submission, claimed, external, delivery, now } = input;
  const active = await deps.plans.active();
  const before = active?.plan.beforeAssignment;
  const closed = await closedLeadsOf([...who.claims, ...external], deps);
  const lead: Parameters<typeof createInitialTransition>[0] = {
    id: `lead_${deps.newId()}`,
    epoch: 0,
    source: submission.source,
    importList: input.list,
    receivedAt: now,
    submittedAt: submission.submittedAt,
    test: submission.test,
    ...((await deps.mode()) === 'shadow' && { shadow: true }),
    personKey: who.key,
    ...(!submission.test && { contactKeys: await contactKeysOfPerson(submission.person, deps) }),
    possibleDuplicateOf: who.possibleDuplicateOf,
    features: {},
    guessedFields: [],
    externalIds: external.map(({ key }) => key),
    submissionKeys: submissionKeysOf({}, claimed),
    ...earlierLeadsOf({}, who.claims),
    ...comebacksOf(closed, now),
    touchpoints: [{ touch: submission.touch, source: submission.source, at: now }],
    previousHolders: [],
    reassignments: 0,
    nurtureCounts: {},
    contacts: [],
    credited: [],
    stage: {
      state: 'received',
      routeBy: addSeconds(now, before?.withinSeconds ?? GRACE_SECONDS.noPlan),
      attempts: 0,
      accountable: before?.owner ?? OWNER_WITHOUT_PLAN,
    },
  };
  const transition = createInitialTransition(lead, {
    data: { source: submission.source, touch: submission.touch, test: submission.test, delivery },
    at: now,
    actor: input.actor,
    eventId: deps.newId(),
  });
  const claims: Claims = { ...claimed, persons: who.claims, external };
  const person = keepSubmittedFacts(submission.person, submission.submittedFacts);
  return { ...transition, person, claims };
}
