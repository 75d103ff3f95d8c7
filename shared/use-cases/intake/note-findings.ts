import type { Instant } from '../../domain/instant.ts';
import type { Finding } from '../../domain/sources/finding.ts';
import { findingOfRejected, findingsOf } from '../../domain/sources/findings.ts';
import type { Deps, ReadDelivery } from '../deps.ts';

/** The number of new findings in a delivery. */
export interface Noticed {
  readonly unmapped: number;
  readonly unknown: number;
}

/** No findings. */
export const NOTHING: Noticed = { unmapped: 0, unknown: 0 };

/**
 * Records the findings of a delivery: unmapped fields, unknown values, rejected entries, and that the source delivers
 * at all. Best effort: a failure here never keeps the leads from being created.
 */
export async function noteFindings(
  delivery: { readonly source: string; readonly at: Instant; readonly read: ReadDelivery; readonly leads: number },
  deps: Pick<Deps, 'findings' | 'plans'>,
): Promise<Noticed> {
  try {
    const { source, at, read, leads } = delivery;
    const plan = (await deps.plans.active())?.plan;
    const met = [
      ...read.submissions.flatMap((submission) => findingsOf(submission, plan)),
      ...read.rejected.map(findingOfRejected),
    ];
    const fresh = await deps.findings.note({ source, at, deliveries: 1, leads, findings: counted(met) });
    const freshOf = (kind: Finding['kind']) => fresh.filter((finding) => finding.kind === kind).length;
    return { unmapped: freshOf('unmapped'), unknown: freshOf('unknown') };
  } catch {
    return NOTHING;
  }
}

function counted(findings: readonly Finding[]): readonly (Finding & { readonly count: number })[] {
  const counts = new Map<string, Finding & { readonly count: number }>();
  for (const finding of findings) {
    const key = JSON.stringify(finding);
    counts.set(key, { ...finding, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
