import { beforeEach, describe, expect, it } from 'vitest';
import type { Crm, CrmRecordWrite, CrmTaskWrite } from '../../../shared/ports/crm.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

/** A CRM, and a look into what it holds. */
export interface CrmUnderTest {
  readonly crm: Crm;
  /** The name of a property for texts. */
  readonly property: string;
  records(): Promise<
    readonly { readonly id: string; readonly email?: string; readonly values: Readonly<Record<string, string>> }[]
  >;
  tasks(): Promise<
    readonly {
      readonly id: string;
      readonly record: string;
      readonly dueAt: string;
      readonly done: boolean;
      readonly owner?: string;
    }[]
  >;
}

export function aRecordWrite(over: Partial<CrmRecordWrite> = {}): CrmRecordWrite {
  const person = { email: 'nora.lind@lindwerk.example', firstName: 'Nora', lastName: 'Lind', company: 'Lindwerk' };
  return { lead: 'lead_1', person, mayMake: true, values: {}, ...over };
}

export function aTaskWrite(over: Partial<CrmTaskWrite> & { readonly record: string }): CrmTaskWrite {
  const { lead = 'lead_1', mark = `${lead}.1` } = over;
  return {
    lead,
    mark,
    mayExist: false,
    subject: 'Respond',
    text: `Reference: ${mark}`,
    dueAt: MONDAY,
    done: false,
    ...over,
  };
}

/** Contract of every Crm. */
export function crmContract(make: () => Promise<CrmUnderTest>): void {
  describe('a CRM', () => {
    let one: CrmUnderTest;
    beforeEach(async () => {
      one = await make();
    });
    const values = (value: string) => ({ [one.property]: value });
    const save = async (over: Partial<CrmRecordWrite> = {}) => {
      const [result] = await one.crm.saveRecords([aRecordWrite(over)]);
      if (result?.outcome !== 'saved') throw new Error(`not saved: ${JSON.stringify(result)}`);
      return result.record;
    };
    const saveTask = async (over: Parameters<typeof aTaskWrite>[0]) => (await one.crm.saveTasks([aTaskWrite(over)]))[0];

    it('makes a record for a new address, and finds it again by address and by id', async () => {
      const record = await save({ values: values('waiting') });
      expect(await save({ values: values('assigned') })).toBe(record);
      expect(await save({ record, person: {}, values: values('working') })).toBe(record);
      expect(await one.records()).toMatchObject([
        { id: record, email: 'nora.lind@lindwerk.example', values: values('working') },
      ]);
    });

    it('makes none if it may not, and says so', async () => {
      expect(await one.crm.saveRecords([aRecordWrite({ mayMake: false })])).toEqual([{ outcome: 'none' }]);
      expect(await one.records()).toEqual([]);
    });

    it('writes several at once, and answers in their order', async () => {
      const known = await save();
      const results = await one.crm.saveRecords([
        aRecordWrite({
          lead: 'lead_2',
          person: { email: 'ola.berg@berg.example', lastName: 'Berg' },
          values: values('b'),
        }),
        aRecordWrite({ lead: 'lead_3', person: {}, record: known, values: values('a') }),
        aRecordWrite({ lead: 'lead_4', person: { email: 'no.body@berg.example' }, mayMake: false }),
      ]);
      expect(results).toMatchObject([{ outcome: 'saved' }, { outcome: 'saved', record: known }, { outcome: 'none' }]);
      expect((await one.records()).map(({ email }) => email).toSorted()).toEqual([
        'nora.lind@lindwerk.example',
        'ola.berg@berg.example',
      ]);
    });

    it('makes a task, moves it and completes it', async () => {
      const record = await save();
      const made = await saveTask({ record, owner: 'u1' });
      if (made?.outcome !== 'saved') throw new Error('no task');
      const { task } = made;
      expect(await one.tasks()).toMatchObject([{ id: task, record, dueAt: MONDAY, done: false, owner: 'u1' }]);
      const dueAt = minutesAfterMonday(60);
      expect(await saveTask({ record, task, dueAt, owner: 'u2' })).toEqual({ outcome: 'saved', task });
      expect(await one.tasks()).toMatchObject([{ id: task, dueAt, done: false, owner: 'u2' }]);
      expect(await saveTask({ record, task, dueAt, done: true })).toEqual({ outcome: 'saved', task });
      expect(await one.tasks()).toMatchObject([{ id: task, done: true }]);
    });

    it('makes no second task under a mark that exists', async () => {
      const record = await save();
      for (const mark of ['lead_1.1', 'lead_1.2', 'lead_1.3']) await saveTask({ record, mark });
      const [, second] = await one.tasks();
      expect(await saveTask({ record, mark: 'lead_1.2', mayExist: true })).toEqual({
        outcome: 'saved',
        task: second?.id,
      });
      expect(await saveTask({ record, mark: 'lead_1.4', mayExist: true })).toMatchObject({ outcome: 'saved' });
      expect(await one.tasks()).toHaveLength(4);
    });

    it('has nothing to complete where there is no task', async () => {
      const record = await save();
      expect(await saveTask({ record, mayExist: true, done: true })).toEqual({ outcome: 'gone' });
      expect(await saveTask({ record, task: '4711', done: true })).toEqual({ outcome: 'gone' });
      expect(await one.tasks()).toEqual([]);
    });

    it('lists its active users, all pages of them', async () => {
      const users = await one.crm.users();
      const active = users.ok ? users.value.filter((user) => user.active).map(({ id, email }) => [id, email]) : users;
      expect(active).toEqual([
        ['u1', 'mia.keller@acme.example'],
        ['u2', 'ben.south@acme.example'],
        ['u3', 'ada.north@acme.example'],
      ]);
    });
  });
}
