import { crmReasonText } from '../../shared/domain/crm/crm-failure.ts';
import type { CrmReading } from '../../shared/domain/crm/crm-reading.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { CrmChanges } from '../../shared/ports/crm-changes.ts';
import type { DoctorFinding } from '../finding.ts';

const CHECK = 'CRM, reading';

/** Checks whether each kind of change can be read, and whether the environment has been able to read. */
export async function checkReading(
  { changes, reading }: { readonly changes: CrmChanges; readonly reading: CrmReading | undefined },
  now: Instant,
): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  for (const kind of changes.kinds) {
    const page = await changes.read({ kind, from: now, now, isTaken: () => true });
    if (page.ok) continue;
    const observed = `${kind} cannot be read: ${crmReasonText(page.problem)}`;
    findings.push({ check: CHECK, state: 'warning', observed, todo: 'docs/crm.md#what-is-read' });
  }
  if (reading?.failing) {
    const observed = `nothing could be read since ${reading.failing.since}: ${crmReasonText({ code: reading.failing.because })}`;
    findings.push({ check: CHECK, state: 'warning', observed, todo: 'docs/runbook.md#crm-not-read' });
  }
  if (findings.length > 0) return findings;
  return [{ check: CHECK, state: 'ok', observed: `${changes.kinds.join(', ')} can be read` }];
}
