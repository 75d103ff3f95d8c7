import type { Invocation } from '../../shared/runtime/lambda/invocation.ts';
import type { CrmReadResult } from '../../shared/use-cases/crm/reading-deps.ts';
import { meterSpeedToLead } from '../wiring/speed-to-lead.ts';

/** Writes what became of a run to the log and the metrics. */
export function reportReading(
  { outcome, taken, unread, failingSeconds, because }: CrmReadResult,
  { now, log, meter }: Pick<Invocation, 'now' | 'log' | 'meter'>,
): void {
  for (const { answered } of taken) if (answered) meterSpeedToLead(meter, answered, now);
  for (const { outcome: became, leadId, because: reason } of taken)
    if (became === 'owner_foreign' || became === 'refused' || became === 'account_refused')
      log.warn('crm_change_not_taken', { leadId, outcome: became, errorCode: reason });
  for (const { kind, because: reason } of unread) log.warn('crm_kind_unread', { outcome: kind, errorCode: reason });
  if (outcome === 'failing') log.warn('crm_not_read', { errorCode: because });
  if (outcome !== 'not_connected' && outcome !== 'shadow') meter.add('CrmReadFailing', failingSeconds);
  log.debug('crm_read', { outcome, count: taken.filter((one) => one.outcome !== 'other').length });
}
