import type { Instant } from '../../domain/instant.ts';
import { KEPT_BY_DEFAULT } from '../../domain/plan/privacy.ts';
import type { Erasure } from '../../domain/privacy/erasure.ts';
import { type ErasedLead, eraseLead } from './erase-lead.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** Leads erased at the same time: one after the other, a replay after a restore would exceed a request's time. */
const AT_ONCE = 10;
const NOTHING: ErasedLead = { leads: 0, rows: 0, findings: 0 };

/**
 * Erases the leads that a record names, and those alone: other leads of the same people stay. A lead that is not closed
 * is spared. One that fails does not stop the others, and the record then says that leads remain. Idempotent, so that a
 * record can be applied again after a restore.
 */
export async function eraseRecordedLeads(
  erasure: Erasure,
  now: Instant,
  deps: PrivacyDeps,
): Promise<{ readonly erasure: Erasure; readonly failed: number }> {
  let { counts } = erasure;
  let failed = 0;
  for (let start = 0; start < erasure.leads.length; start += AT_ONCE) {
    const ids = erasure.leads.slice(start, start + AT_ONCE);
    const all = await Promise.all(ids.map((id) => eraseClosedLead(id, erasure, now, deps).catch(() => undefined)));
    for (const gone of all) {
      if (!gone) failed += 1;
      const { leads, rows, findings } = gone ?? NOTHING;
      counts = {
        ...counts,
        leads: counts.leads + leads,
        rows: counts.rows + rows,
        findings: counts.findings + findings,
      };
    }
  }
  const { doneAt, ...kept } = erasure;
  const after: Erasure = {
    ...kept,
    remaining: failed > 0 ? ['leads'] : [],
    ...(failed === 0 && { doneAt: doneAt ?? now }),
    counts,
  };
  await deps.erasures.save(after);
  return { erasure: after, failed };
}

async function eraseClosedLead(id: string, erasure: Erasure, now: Instant, deps: PrivacyDeps): Promise<ErasedLead> {
  const lead = await deps.leads.load(id);
  if (lead?.stage.state !== 'closed') return NOTHING;
  return eraseLead(id, { ...erasure, keeps: erasure.keeps ?? KEPT_BY_DEFAULT, now }, deps);
}
