import { emailKindOf, readEmails } from '../../domain/enrichment/email.ts';
import { readPhones } from '../../domain/enrichment/phone.ts';
import { readSubmittedCountry } from '../../domain/enrichment/place.ts';
import type { Instant } from '../../domain/instant.ts';
import { keepReplacedFacts, keepSubmittedFacts, mergePerson } from '../../domain/intake/merge-person.ts';
import type { PersonField, Submission } from '../../domain/intake/submission.ts';
import type { Actor } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Claims } from '../../ports/lead-store.ts';
import type { Deps } from '../deps.ts';
import { contactKeysOfPerson } from '../do-not-contact/contact-keys.ts';
import { applyTouchpoint, type TouchpointDeps } from './apply-touchpoint.ts';
import { claimableIds } from './claimable-ids.ts';
import { earlierLeadsOf, submissionKeysOf } from './found-by.ts';
import { recognisePerson } from './recognise-person.ts';

type MergeSubmissionDeps = TouchpointDeps & Pick<Deps, 'personKeys' | 'keyedHash'>;

interface MergeSubmissionInput {
  readonly lead: Lead;
  readonly submission: Submission;
  readonly claimed: Pick<Claims, 'submission' | 'submissionId'>;
  readonly delivery?: string;
  /** The import list it comes with. */
  readonly list?: Lead['importList'];
  /** Who sent it; by default the system. */
  readonly actor?: Actor;
  readonly now: Instant;
}

/**
 * Merges a submission into the open lead of the same person. Its data is added, and {@link applyTouchpoint} decides how the
 * lead continues.
 * @returns the lead as saved; undefined when it or the submission's key changed meanwhile: the caller looks again.
 */
export async function mergeSubmission(
  input: MergeSubmissionInput,
  deps: MergeSubmissionDeps,
): Promise<Lead | undefined> {
  const { lead, submission, claimed, delivery, list, actor, now } = input;
  // A delivery that was stored and is only processed now must not replace what was said since.
  const isLate = lead.touchpoints.some(({ at }) => at > now);
  const known = await deps.leads.person(lead.id);
  const merged = mergePerson(known, submission.person, { ...mailboxOf(submission), isLate });
  const [older, newer] = isLate
    ? [submission.submittedFacts, known?.submittedFacts ?? {}]
    : [known?.submittedFacts ?? {}, submission.submittedFacts];
  const person = keepSubmittedFacts(keepReplacedFacts(merged, older, newer), { ...older, ...newer });
  const who = await recognisePerson(person, deps, { known: lead });
  const personKey = who.claims.some(({ key }) => key === who.key) ? who.key : lead.personKey;
  const { possibleDuplicateOf = lead.possibleDuplicateOf } = who;
  const external = await claimableIds(submission.externalIds, deps, lead);
  const ids = external.map(({ key }) => key);
  const transition = await applyTouchpoint(
    lead,
    {
      touchpoint: { touch: submission.touch, source: submission.source, at: now },
      person,
      patch: {
        personKey,
        contactKeys: await contactKeysOfPerson(person, deps),
        possibleDuplicateOf,
        externalIds: mergeExternalIds(lead.externalIds, ids),
        submissionKeys: submissionKeysOf(lead, claimed),
        ...earlierLeadsOf(lead, who.claims),
      },
      delivery,
      list,
      actor,
      now,
    },
    deps,
  );
  const claims = { ...claimed, persons: who.claims, external };
  const saved = await deps.leads.commit({ transitions: [{ ...transition, person, claims }] });
  return saved.outcome === 'done' ? transition.after : undefined;
}

function mergeExternalIds(before: readonly string[], added: readonly string[]): readonly string[] {
  return [...new Set([...before, ...added])];
}

/** What merging needs to know of the person's addresses. */
function mailboxOf({ person, submittedFacts }: Submission) {
  const [email] = person.email === undefined ? [] : readEmails(person.email);
  const country = readSubmittedCountry(submittedFacts);
  return {
    isSharedMailbox: email !== undefined && emailKindOf(email) === 'role',
    isReadable: (field: PersonField, value: string) =>
      (field !== 'email' || readEmails(value).length > 0) &&
      (field !== 'phone' || readPhones(value, country).length > 0),
  };
}
