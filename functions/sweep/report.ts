import type { Invocation } from '../../shared/runtime/lambda/invocation.ts';
import type { SweepResult } from '../../shared/use-cases/sweep/sweep.ts';

/** Reports a run of the sweep in the log and in the metrics its alarms watch. */
export function reportSweep(swept: SweepResult, { now, log, meter }: Pick<Invocation, 'now' | 'log' | 'meter'>): void {
  for (const { id, error } of swept.failed) log.error('sweep_failed', { leadId: id, errorName: error });
  for (const deliveryId of swept.quarantineOverdue) log.warn('quarantine_overdue', { deliveryId });
  // Silence lasts for days, so one line an hour is enough to find it.
  if (now.slice(14, 16) === '00') for (const sourceId of swept.silentSources) log.warn('source_silent', { sourceId });
  const failed = swept.failed.length;
  // Nearly every run finds nothing overdue.
  if (swept.healed + failed > 0)
    log.info('swept', { count: swept.healed, failed, outcome: swept.capped ? 'capped' : 'done' });
  meter.add('SweepHealed', swept.healed);
  meter.add('OldestOverdue', swept.mostOverdueSeconds);
  // Emitted only while one is late; usually there is no data, and missing data is good news.
  if (swept.mostOverdueInImportListsSeconds > 0)
    meter.add('OldestOverdueInImportLists', swept.mostOverdueInImportListsSeconds);
  if (swept.quarantineOverdue.length > 0) meter.add('QuarantineOverdue', swept.quarantineOverdue.length);
  if (swept.silentSources.length > 0) meter.add('SourceSilent', swept.silentSources.length);
  if (swept.capped) meter.add('SweepCapped');
}
