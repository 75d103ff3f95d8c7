import type { Instant } from '../../domain/instant.ts';
import type { SourceFinding } from '../../domain/sources/finding.ts';
import { findingsOf, rejectedEntryFindingOf } from '../../domain/sources/findings.ts';
import type { Deps, ParsedDelivery } from '../deps.ts';

/** The number of new findings in a delivery. */
export interface NewFindings {
  readonly unmapped: number;
  readonly unknown: number;
}

/** No findings. */
export const NO_NEW_FINDINGS: NewFindings = { unmapped: 0, unknown: 0 };

/**
 * Records the findings of a delivery: unmapped fields, unknown values, rejected entries, and that the source delivers
 * at all. Best effort: a failure here never keeps the leads from being created.
 */
export async function noteFindings(
  delivery: { readonly source: string; readonly at: Instant; readonly read: ParsedDelivery; readonly leads: number },
  deps: Pick<Deps, 'findings' | 'plans'>,
): Promise<NewFindings> {
  try {
    const { source, at, read, leads } = delivery;
    const plan = (await deps.plans.active())?.plan;
    const met = [
      ...read.submissions.flatMap((submission) => findingsOf(submission, plan)),
      ...read.rejected.map(rejectedEntryFindingOf),
    ];
    const fresh = await deps.findings.record({ source, at, deliveries: 1, leads, findings: countFindings(met) });
    const freshOf = (kind: SourceFinding['kind']) => fresh.filter((finding) => finding.kind === kind).length;
    return { unmapped: freshOf('unmapped'), unknown: freshOf('unknown') };
  } catch {
    return NO_NEW_FINDINGS;
  }
}

function countFindings(findings: readonly SourceFinding[]): readonly (SourceFinding & { readonly count: number })[] {
  const counts = new Map<string, SourceFinding & { readonly count: number }>();
  for (const finding of findings) {
    const key = JSON.stringify(finding);
    counts.set(key, { ...finding, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
