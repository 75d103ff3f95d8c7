import { beforeEach, expect, it } from 'vitest';
import { CrmMessage, syncMessages } from '../../../functions/sync-crm/sync-messages.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRecordingRuntime } from '../../support/recorded-runtime.ts';
import { aCrmOffice, type CrmOffice } from '../../use-cases/crm/a-crm-office.ts';

let office: CrmOffice;
let hidden: (readonly [receipt: string, seconds: number])[];
beforeEach(async () => {
  office = await aCrmOffice();
  hidden = [];
});

async function sync(...leads: readonly string[]) {
  const runtime = aRecordingRuntime();
  const messages = leads.map((lead) => ({ id: `m-${lead}`, receipt: `r-${lead}`, attempt: 1, body: { lead } }));
  const extend = async (receipt: string, seconds: number) => void hidden.push([receipt, seconds]);
  const failed = await syncMessages(
    messages,
    { now: MONDAY, log: runtime.log, meter: runtime.meter },
    { ...office.deps, messages: { extend } },
  );
  runtime.meter.flush();
  return { failed, flushed: runtime.flushed, lines: runtime.lines };
}

it('is quiet about leads that were written', async () => {
  const lead = await office.store('assigned');
  expect(await sync(lead.id)).toEqual({ failed: [], flushed: [], lines: [] });
});

it('logs and counts what failed and what was left out, without a word of the person', async () => {
  const [down, unmapped] = [await office.store('assigned'), await office.store('assigned', { rep: 'lea' })];
  office.crm.failing = { code: 'timeout' };
  const failed = await sync(down.id);
  expect(failed).toMatchObject({ failed: [], flushed: ['CrmFailed=1'] });
  expect(failed.lines).toMatchObject([
    { code: 'crm_not_written', leadId: down.id, outcome: 'retried', errorCode: 'timeout' },
  ]);
  office.crm.failing = undefined;
  const left = await sync(unmapped.id);
  expect(left).toMatchObject({ failed: [], flushed: ['CrmLeftOut=1'] });
  expect(JSON.stringify([failed, left])).not.toContain('north.example');
});

it('sends what was given up back at once, on its way to the dead-letter queue', async () => {
  const [lead, fine] = [await office.store('assigned'), await office.store('parked')];
  office.crm.failing = { code: 'duplicate_rule' };
  const given = await sync(lead.id);
  expect(given.failed).toEqual([`m-${lead.id}`]);
  expect(hidden).toEqual([[`r-${lead.id}`, 0]]);
  office.crm.failing = undefined;
  expect((await sync(fine.id)).failed).toEqual([]);
});

it('reads messages of the relay and its own', () => {
  expect(CrmMessage.safeParse({ lead: 'lead_1' }).success).toBe(true);
  expect(CrmMessage.safeParse({ lead: 'lead_1', dueAt: MONDAY }).success).toBe(true);
  expect(CrmMessage.safeParse({ lead: '' }).success).toBe(false);
});
