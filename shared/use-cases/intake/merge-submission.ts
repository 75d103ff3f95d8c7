import type { Instant } from '../../domain/instant.ts';
import { mergePerson } from '../../domain/intake/merge-person.ts';
import type { Submission } from '../../domain/intake/submission.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Deps } from '../deps.ts';
import { applyTouchpoint, type TouchpointDeps } from './apply-touchpoint.ts';
import { claimableIds } from './claimable-ids.ts';
import { recognisePerson } from './recognize-person.ts';

type MergeSubmissionDeps = TouchpointDeps & Pick<Deps, 'personKeys'>;

interface MergeSubmissionInput {
  readonly lead: Lead;
  readonly submission: Submission;
  readonly submissionKey: string;
  readonly delivery?: string;
  /** The import list it comes with. */
  readonly list?: Lead['importList'];
  readonly now: Instant;
}

/**
 * Merges a submission into the open lead of the same person. Its data is added, and {@link applyTouchpoint} decides how the
 * lead continues.
 * @returns false when the lead or the submission's key changed meanwhile: the caller looks again.
 */
export async function mergeSubmission(input: MergeSubmissionInput, deps: MergeSubmissionDeps): Promise<boolean> {
  const { lead, submission, submissionKey, delivery, list, now } = input;
  const person = mergePerson(await deps.leads.person(lead.id), submission.person);
  const who = await recognisePerson(person, deps, lead);
  const personKey = who.claims.some(({ key }) => key === who.key) ? who.key : lead.personKey;
  const { possibleDuplicateOf = lead.possibleDuplicateOf } = who;
  const external = await claimableIds(submission.externalIds, deps, lead);
  const ids = external.map(({ key }) => key);
  const transition = await applyTouchpoint(
    lead,
    {
      touchpoint: { touch: submission.touch, source: submission.source, at: now },
      person,
      submitted: { ...lead.submittedFacts, ...submission.submittedFacts },
      patch: { personKey, possibleDuplicateOf, externalIds: mergeExternalIds(lead.externalIds, ids) },
      delivery,
      list,
      now,
    },
    deps,
  );
  const claims = { submission: submissionKey, persons: who.claims, external };
  const saved = await deps.leads.commit({ transitions: [{ ...transition, person, claims }] });
  return saved.outcome === 'done';
}

function mergeExternalIds(before: readonly string[], added: readonly string[]): readonly string[] {
  return [...new Set([...before, ...added])];
}
