import { expect, it } from 'vitest';
import { reportSweep } from '../../../functions/sweep/report.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aRecordingRuntime } from '../../support/recorded-runtime.ts';

const SWEPT = {
  healed: 200,
  failed: [],
  capped: false,
  mostOverdueSeconds: 42,
  mostOverdueInImportListsSeconds: 0,
  quarantineOverdue: [],
  silentSources: [],
};

function report(swept: Parameters<typeof reportSweep>[0], now = MONDAY) {
  const runtime = aRecordingRuntime();
  reportSweep(swept, { now, log: runtime.log, meter: runtime.meter });
  runtime.meter.flush();
  return runtime;
}

it('reports how many items were healed and how late the most overdue lead was, for the alarms', () => {
  expect(report(SWEPT).flushed).toEqual(['SweepHealed=200', 'OldestOverdue=42']);
});

it('reports how late the most overdue lead of an import list was, for an alarm of its own', () => {
  expect(report({ ...SWEPT, mostOverdueInImportListsSeconds: 3700 }).flushed).toContain(
    'OldestOverdueInImportLists=3700',
  );
});

it('counts a run that stopped at its cap, for an alarm', () => {
  const { flushed, lines } = report({ ...SWEPT, capped: true });
  expect(flushed).toContain('SweepCapped=1');
  expect(lines).toContainEqual(expect.objectContaining({ code: 'swept', outcome: 'capped', count: 200 }));
});

it('logs what it did, and nothing when nothing was overdue', () => {
  expect(report(SWEPT).lines).toEqual([
    expect.objectContaining({ level: 'info', code: 'swept', outcome: 'done', count: 200, failed: 0 }),
  ]);
  expect(report({ ...SWEPT, healed: 0 }).lines).toEqual([]);
});

it('logs each failure on a line of its own', () => {
  const { lines } = report({ ...SWEPT, failed: [{ id: 'lead_1', error: 'StoreUnavailable' }] });
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'error', code: 'sweep_failed', leadId: 'lead_1', errorName: 'StoreUnavailable' }),
  );
});

it('logs overdue quarantined deliveries and counts them for the alarm', () => {
  const { flushed, lines } = report({ ...SWEPT, quarantineOverdue: ['del_1', 'del_2'] });
  expect(flushed).toContain('QuarantineOverdue=2');
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'warn', code: 'quarantine_overdue', deliveryId: 'del_2' }),
  );
});

it('logs silent sources once an hour, and counts them in each run for the alarm', () => {
  const { flushed, lines } = report({ ...SWEPT, silentSources: ['website'] });
  expect(flushed).toContain('SourceSilent=1');
  expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', code: 'source_silent', sourceId: 'website' }));
  const later = report({ ...SWEPT, silentSources: ['website'] }, minutesAfterMonday(1));
  expect(later.flushed).toContain('SourceSilent=1');
  expect(later.lines).not.toContainEqual(expect.objectContaining({ code: 'source_silent' }));
});
