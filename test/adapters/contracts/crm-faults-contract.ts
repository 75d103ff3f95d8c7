import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeCrm } from '../../../cli/fakes/crm/fake-crm.ts';
import type { CrmRecordWrite } from '../../../shared/ports/crm.ts';
import { aRecordWrite, aTaskWrite, type CrmUnderTest } from './crm-contract.ts';

/** A CRM behind HTTP, with a fake of it that misbehaves as told. */
export interface FaultyCrm extends CrmUnderTest {
  readonly fake: FakeCrm;
  /** The calls that make records, and tasks. */
  readonly makesRecords: RegExp;
  readonly makesTasks: RegExp;
}

const KEPT = 'kept';

/** What every adapter does when its CRM misbehaves. */
export function crmFaultsContract(make: () => Promise<FaultyCrm>): void {
  describe('a CRM that misbehaves', () => {
    let one: FaultyCrm;
    beforeEach(async () => {
      one = await make();
    });
    const write = (over: Partial<CrmRecordWrite> = {}) => one.crm.saveRecords([aRecordWrite(over)]);
    const made = async (email: string) => {
      const [result] = await write({
        lead: `lead of ${email}`,
        person: { email, lastName: 'Lind', company: 'Lindwerk' },
      });
      if (result?.outcome !== 'saved') throw new Error('not saved');
      return result.record;
    };

    it('that is down fails every write, for a while', async () => {
      one.fake.faults.down = true;
      expect(await write()).toEqual([{ outcome: 'failed', failure: { code: 'server_error' } }]);
      expect(await one.crm.users()).toEqual({ ok: false, problem: { code: 'server_error' } });
    });

    it('that limits calls is told apart from one whose day is used up', async () => {
      one.fake.faults.limit = { kind: 'short', left: 1 };
      expect(await write()).toMatchObject([{ outcome: 'failed', failure: { code: 'rate_limited' } }]);
      one.fake.faults.limit = { kind: 'daily', left: 1 };
      expect(await write()).toMatchObject([{ outcome: 'failed', failure: { code: 'daily_limit' } }]);
      expect(await write()).toMatchObject([{ outcome: 'saved' }]);
    });

    it('that refuses the token is called with a new one', async () => {
      await made('nora.lind@lindwerk.example');
      one.fake.expireTokens();
      expect(await write({ values: { [one.property]: 'x' } })).toMatchObject([{ outcome: 'saved' }]);
      expect(await one.records()).toHaveLength(1);
    });

    it('that refuses a value, or lacks a property, gets the others, and the reason says which', async () => {
      one.fake.faults.choices.set(one.property, [KEPT]);
      const record = await made('nora.lind@lindwerk.example');
      one.fake.faults.unknown.add('not_there__c');
      const values = { [one.property]: 'other', not_there__c: 'x', [one.crm.ownerProperty]: 'u1' };
      const [result] = await write({ record, person: {}, values });
      expect(result).toMatchObject({ outcome: 'saved', record });
      expect(result?.outcome === 'saved' && result.leftOut.toSorted((a, b) => (a.code < b.code ? -1 : 1))).toEqual([
        { code: 'refused_value', property: one.property },
        { code: 'unknown_field', property: 'not_there__c' },
      ]);
      expect((await one.records())[0]?.values).toMatchObject({ [one.crm.ownerProperty]: 'u1' });
    });

    it('that refuses one of several writes accepts the others', async () => {
      const writes = ['a', 'b', 'c', 'd', 'e'].map((name) =>
        aRecordWrite({
          lead: `lead_${name}`,
          person: { email: name === 'c' ? 'not an address' : `${name}@berg.example`, lastName: 'Berg' },
        }),
      );
      const outcomes = (await one.crm.saveRecords(writes)).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(['saved', 'saved', 'failed', 'saved', 'saved']);
      expect(await one.records()).toHaveLength(4);
    });

    it('in which a record was deleted says that there is none, and makes none', async () => {
      const record = await made('nora.lind@lindwerk.example');
      const held = one.fake.records.get(record);
      if (held) held.deleted = true;
      expect(await write({ record, person: {}, mayMake: false })).toEqual([{ outcome: 'none' }]);
    });

    it('in which a record was merged writes to the one that is left', async () => {
      const [from, into] = [await made('old@berg.example'), await made('new@berg.example')];
      const merged = one.fake.records.get(from);
      if (merged) Object.assign(merged, { deleted: true, mergedInto: into });
      const values = { [one.property]: 'merged' };
      expect(await write({ record: from, person: {}, mayMake: false, values })).toMatchObject([
        { outcome: 'saved', record: into },
      ]);
      expect(one.fake.records.get(into)?.values).toMatchObject(values);
    });

    it('that locks a record for a moment fails so that it is tried again', async () => {
      const record = await made('nora.lind@lindwerk.example');
      one.fake.faults.locked.set(record, 1);
      const again = { record, person: {}, values: { [one.property]: 'x' } };
      expect(await write(again)).toEqual([{ outcome: 'failed', failure: { code: 'locked' } }]);
      expect(await write(again)).toMatchObject([{ outcome: 'saved' }]);
    });

    it('whose answer is lost after it made a record or a task makes no second one', async () => {
      one.fake.faults.loseAnswerOf = one.makesRecords;
      expect(await write()).toMatchObject([{ outcome: 'failed' }]);
      const [result] = await write();
      const record = result?.outcome === 'saved' ? result.record : '';
      expect(await one.records()).toHaveLength(1);
      one.fake.faults.loseAnswerOf = one.makesTasks;
      expect(await one.crm.saveTasks([aTaskWrite({ record })])).toMatchObject([{ outcome: 'failed' }]);
      expect(await one.crm.saveTasks([aTaskWrite({ record, mayExist: true })])).toMatchObject([{ outcome: 'saved' }]);
      expect(await one.tasks()).toHaveLength(1);
    });
  });
}
