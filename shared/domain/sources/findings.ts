import { enrich } from '../enrichment/enrich.ts';
import { shownValue } from '../enrichment/personal-text.ts';
import type { RejectedEntry } from '../intake/parsed-body.ts';
import type { Submission } from '../intake/submission.ts';
import { planFields } from '../plan/field-values.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding } from './finding.ts';

/** Shown instead of a field name that may itself be personal. */
const HIDDEN = '(not shown)';

/**
 * Returns the findings of a submission: unmapped fields, values that neither the plan nor Baton can read, and anything
 * that was left out.
 */
export function findingsOf(submission: Submission, plan: Plan | undefined): readonly Finding[] {
  const { person, given, touch, source } = submission;
  const fields = plan?.fields ?? {};
  const found = enrich({ person, given, touch, source });
  const unread = found.unknown.filter(({ field }) => !Object.hasOwn(fields, field));
  const { unknownValues } = planFields(fields, given, found.features);
  return [
    ...submission.unmapped.map(({ name, label }) => finding('unmapped', name, label)),
    ...[...unread, ...unknownValues].map(({ field, value }) => finding('unknown', field, value)),
    ...submission.problems.map(({ code, field }) => finding('problem', code, field)),
  ];
}

/** Returns the finding for an entry that is not a lead. */
export function findingOfRejected({ detail }: RejectedEntry): Finding {
  return finding('problem', detail);
}

function finding(kind: Finding['kind'], said: string, detail?: string): Finding {
  const name = shownValue(said) ?? HIDDEN;
  const about = detail === undefined ? undefined : shownValue(detail);
  return about === undefined ? { kind, name } : { kind, name, about };
}
