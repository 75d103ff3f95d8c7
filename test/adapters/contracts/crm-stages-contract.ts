import { describe, expect, it } from 'vitest';
import type { CrmChange } from '../../../shared/domain/crm/crm-change.ts';
import { addSeconds, instantOf } from '../../../shared/domain/instant.ts';
import type { ReadableCrm } from './crm-changes-contract.ts';

const from = instantOf(Date.now() - 600_000);

/** Contract of every CrmChanges: stages of people and of open deals, over HTTP. */
export function crmStagesContract(make: () => Promise<ReadableCrm>): void {
  const read = async ({ changes, kindOf }: ReadableCrm, kind: 'record' | 'deal'): Promise<readonly CrmChange[]> => {
    const query = { kind: kindOf(kind), from, now: instantOf(Date.now()), isTaken: () => false };
    const page = await changes.read(query);
    if (!page.ok) throw new Error(page.problem.code);
    return page.value.changes;
  };

  describe('changes in a CRM', () => {
    it('have the stage of a record, which is read again with the time at which it was set', async () => {
      const crm = await make();
      const record = crm.addRecord('lead_1');
      crm.setStage(record, 'Nurturing');
      const before = crm.fake.records.get(record)?.changedAt;
      crm.setStage(record, 'Qualified');
      const [change] = await read(crm, 'record');
      expect(change).toMatchObject({ type: 'record', id: record, stages: [{ value: 'Qualified' }] });
      const stages = await crm.changes.stages(change?.id ?? '');
      const at = crm.fake.records.get(record)?.changedAt;
      expect(stages).toMatchObject({ ok: true, value: [{ value: 'Qualified', at }] });
      expect(at).not.toBe(before);
      expect(await crm.changes.stages('404')).toEqual({ ok: true, value: [] });
      crm.fake.faults.down = true;
      expect(await crm.changes.stages(record)).toMatchObject({ ok: false, problem: { code: 'server_error' } });
    });

    it('have an open deal with its stage and whose it is', async () => {
      const crm = await make();
      const records = [crm.addPerson('lead_1')];
      const [at, changedAt] = [addSeconds(from, 10), addSeconds(from, 20)];
      crm.makeDeal({ id: '801', records, outcome: 'open', stage: 'Contract Sent', user: 'u2', at, changedAt });
      expect(await read(crm, 'deal')).toMatchObject([
        { type: 'deal', id: '801', outcome: 'open', stage: 'Contract Sent', user: 'u2', about: [{ lead: 'lead_1' }] },
      ]);
    });
  });
}
