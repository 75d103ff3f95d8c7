import { deriveFeatures } from '../enrichment/enrich.ts';
import { redactValue } from '../enrichment/personal-text.ts';
import type { RejectedEntry } from '../intake/parsed-body.ts';
import type { Submission } from '../intake/submission.ts';
import { planFieldsOf } from '../plan/field-values.ts';
import type { Plan } from '../plan/plan.ts';
import type { SourceFinding } from './finding.ts';

/** Shown instead of a field name that may itself be personal. */
const HIDDEN_NAME = '(not shown)';

/**
 * Returns the findings of a submission: unmapped fields, values that neither the plan nor Baton can read, and anything
 * that was left out.
 */
export function findingsOf(submission: Submission, plan: Plan | undefined): readonly SourceFinding[] {
  const { person, submittedFacts: given, touch, source } = submission;
  const fields = plan?.fields ?? {};
  const enriched = deriveFeatures({ person, submittedFacts: given, touch, source });
  const unread = enriched.unknownValues.filter(({ field }) => !Object.hasOwn(fields, field));
  const { unknownValues } = planFieldsOf(fields, given, enriched.features);
  return [
    ...submission.unmapped.map(({ name, label }) => buildFinding('unmapped', name, label)),
    ...[...unread, ...unknownValues].map(({ field, value }) => buildFinding('unknown', field, value)),
    ...submission.problems.map(({ code, field }) => buildFinding('problem', code, field)),
  ];
}

/** Returns the finding for an entry that is not a lead. */
export function rejectedEntryFindingOf({ detail }: RejectedEntry): SourceFinding {
  return buildFinding('problem', detail);
}

function buildFinding(kind: SourceFinding['kind'], said: string, detail?: string): SourceFinding {
  const name = redactValue(said) ?? HIDDEN_NAME;
  const about = detail === undefined ? undefined : redactValue(detail);
  return about === undefined ? { kind, name } : { kind, name, about };
}
