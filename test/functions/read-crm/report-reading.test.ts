import { expect, it } from 'vitest';
import { reportReading } from '../../../functions/read-crm/report-reading.ts';
import type { CrmReadResult } from '../../../shared/use-cases/crm/reading-deps.ts';
import { aRecordingRuntime } from '../../support/recorded-runtime.ts';
import { aReadOffice } from '../../use-cases/crm/a-read-crm.ts';

const NOTHING: CrmReadResult = { outcome: 'read', taken: [], unread: [], failingSeconds: 0 };

function report(result: Partial<CrmReadResult>, now = '2026-11-23T09:00:00.000Z') {
  const runtime = aRecordingRuntime();
  reportReading({ ...NOTHING, ...result }, { now, log: runtime.log, meter: runtime.meter });
  runtime.meter.flush();
  return { flushed: runtime.flushed, warnings: runtime.lines.filter(({ code }) => code !== 'crm_read') };
}

it('counts the speed to lead of a first response that was logged in the CRM', async () => {
  const office = await aReadOffice();
  office.pass(60);
  office.log();
  const { flushed, warnings } = report(await office.read(), office.now);
  expect(flushed).toContainEqual(expect.stringMatching(/^SpeedToLead=/));
  expect(warnings).toEqual([]);
});

it('says what was not followed, and which kind cannot be read', () => {
  const { warnings } = report({
    taken: [
      { outcome: 'owner_foreign', leadId: 'lead_1', because: 'owner_not_a_rep' },
      { outcome: 'owner_taken', leadId: 'lead_2' },
      { outcome: 'account_saved' },
      { outcome: 'account_refused', because: 'id_taken' },
    ],
    unread: [{ kind: 'emails', because: 'forbidden' }],
  });
  expect(warnings).toMatchObject([
    { code: 'crm_change_not_taken', leadId: 'lead_1', outcome: 'owner_foreign', errorCode: 'owner_not_a_rep' },
    { code: 'crm_change_not_taken', outcome: 'account_refused', errorCode: 'id_taken' },
    { code: 'crm_kind_unread', outcome: 'emails', errorCode: 'forbidden' },
  ]);
});

it('measures for how long the CRM could not be read, and nothing where none is connected', () => {
  const failing = report({ outcome: 'failing', failingSeconds: 960, because: 'unauthorized' });
  expect(failing.flushed).toEqual(['CrmReadFailing=960']);
  expect(failing.warnings).toMatchObject([{ code: 'crm_not_read', errorCode: 'unauthorized' }]);
  expect(report({}).flushed).toEqual(['CrmReadFailing=0']);
  expect(report({ outcome: 'not_connected' }).flushed).toEqual([]);
});
