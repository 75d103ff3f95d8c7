import type { Instant } from '../../domain/instant.ts';
import type { Finding } from '../../domain/sources/finding.ts';
import { findingOfRejected, findingsOf } from '../../domain/sources/findings.ts';
import type { Deps, ReadDelivery } from '../deps.ts';

/** How many things about a delivery are news. */
export interface Noticed {
  readonly unmapped: number;
  readonly unknown: number;
}

/** Nothing that people should look at. */
export const NOTHING: Noticed = { unmapped: 0, unknown: 0 };

/**
 * Remembers what a delivery shows of its source: fields nothing maps, values nobody knows, what was left out, and that it
 * delivers at all. Best effort: whatever fails here, the leads are made.
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
