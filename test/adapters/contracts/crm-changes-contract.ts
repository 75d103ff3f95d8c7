import { describe, expect, it } from 'vitest';
import type { FakeCrm } from '../../../cli/fakes/crm/fake-crm.ts';
import type { CrmChange } from '../../../shared/domain/crm/crm-change.ts';
import { addSeconds, type Instant, instantOf } from '../../../shared/domain/instant.ts';
import type { ContactKind } from '../../../shared/domain/plan/touched-by.ts';
import type { CrmChanges } from '../../../shared/ports/crm-changes.ts';

/** What is logged in a fake, in the words of its vendor. */
interface LoggedContact {
  readonly id: string;
  readonly kind: ContactKind;
  readonly record: string;
  readonly at: Instant;
  readonly seconds?: number;
}

/** A deal in a fake, whatever its vendor calls it. */
export interface MadeDeal {
  readonly id: string;
  readonly records: readonly string[];
  readonly outcome: 'open' | 'won' | 'lost';
  readonly stage?: string;
  readonly user?: string;
  /** When it got its stage. */
  readonly at: Instant;
  readonly changedAt: Instant;
  readonly amount?: number;
}

/** A fake CRM, and what reads it. */
export interface ReadableCrm {
  readonly fake: FakeCrm;
  readonly changes: CrmChanges;
  /** A record that names this lead. @returns its id */
  readonly addRecord: (lead: string) => string;
  /** A record that deals can be about. @returns its id */
  readonly addPerson: (lead: string) => string;
  readonly log: (contact: LoggedContact) => void;
  readonly makeDeal: (deal: MadeDeal) => void;
  /** Somebody sets the stage of the life cycle on a record. */
  readonly setStage: (record: string, value: string) => void;
  /** Which kind has activities of this kind, which one deals, and which one records. */
  readonly kindOf: (kind: ContactKind | 'deal' | 'record') => string;
}

const from = instantOf(Date.now() - 600_000);
const NEVER = () => false;

/** Contract of every CrmChanges, over HTTP. */
export function crmChangesContract(make: () => Promise<ReadableCrm>): void {
  const readAll = async ({ changes }: ReadableCrm, kind: string, more: Partial<{ from: Instant }> = {}) => {
    const all: CrmChange[] = [];
    let since = more.from ?? from;
    for (let isComplete = false; !isComplete; ) {
      const page = await changes.read({
        kind,
        from: since,
        now: instantOf(Date.now()),
        isTaken: (one) => all.some(({ id }) => id === one.id),
      });
      if (!page.ok) throw new Error(page.problem.code);
      all.push(...page.value.changes);
      isComplete = page.value.isComplete;
      since = page.value.readUntil ?? since;
    }
    return all;
  };

  describe('changes in a CRM', () => {
    it.each([
      ['call', 90],
      ['email_sent', undefined],
      ['meeting', 1800],
      ['reply', undefined],
    ] as const)('has a logged %s with its time, its user and the lead that it is about', async (kind, seconds) => {
      const crm = await make();
      const record = crm.addRecord('lead_1');
      const at = addSeconds(from, 30);
      crm.log({ id: '71', kind, record, at, ...(seconds !== undefined && { seconds }) });
      expect(await readAll(crm, crm.kindOf(kind))).toMatchObject([
        { type: 'activity', id: '71', kind, at, user: 'u2', about: [{ record, lead: 'lead_1' }] },
      ]);
    });

    it('are read over several pages, oldest first, without gaps or doubles', async () => {
      const crm = await make();
      const record = crm.addRecord('lead_1');
      const ids = Array.from({ length: 7 }, (_, at) => String(71 + at));
      for (const [at, id] of ids.entries())
        crm.log({ id, kind: 'call', record, at: addSeconds(from, at < 4 ? 10 : 10 + at) });
      expect((await readAll(crm, crm.kindOf('call'))).map(({ id }) => id)).toEqual(ids);
    });

    it('leave out what was taken before, and what is older', async () => {
      const crm = await make();
      const record = crm.addRecord('lead_1');
      crm.log({ id: '71', kind: 'call', record, at: addSeconds(from, 10) });
      crm.log({ id: '72', kind: 'call', record, at: addSeconds(from, 20) });
      const query = { kind: crm.kindOf('call'), now: instantOf(Date.now()) };
      const rest = await crm.changes.read({ ...query, from, isTaken: ({ id }) => id === '71' });
      expect(rest).toMatchObject({ ok: true, value: { changes: [{ id: '72' }] } });
      const later = await crm.changes.read({ ...query, from: addSeconds(from, 15), isTaken: NEVER });
      expect(later).toMatchObject({ ok: true, value: { changes: [{ id: '72' }] } });
    });

    it('are found by a later reading if the index had not seen them yet', async () => {
      const crm = await make();
      const record = crm.addRecord('lead_1');
      crm.log({ id: '71', kind: 'call', record, at: addSeconds(from, 10) });
      crm.log({ id: '72', kind: 'call', record, at: addSeconds(from, 20) });
      crm.fake.faults.unindexed.add('71');
      expect((await readAll(crm, crm.kindOf('call'))).map(({ id }) => id)).toEqual(['72']);
      crm.fake.faults.unindexed.clear();
      const overlap = addSeconds(from, 20 - crm.changes.overlapSeconds);
      expect((await readAll(crm, crm.kindOf('call'), { from: overlap })).map(({ id }) => id)).toEqual(['71', '72']);
    });

    it('have records with another owner, who is read again with who set them', async () => {
      const crm = await make();
      const record = crm.addRecord('lead_1');
      crm.fake.setOwner(record, 'u3');
      expect(await readAll(crm, crm.kindOf('record'))).toMatchObject([
        { type: 'record', id: record, owner: 'u3', about: { record, lead: 'lead_1' } },
      ]);
      expect(await crm.changes.record(record)).toMatchObject({
        ok: true,
        value: {
          record,
          lead: 'lead_1',
          owner: 'u3',
          ownerChange: { byPerson: true, user: expect.stringMatching(/2$/) },
        },
      });
    });

    it('are about the record that is left after a merge, which names the former one', async () => {
      const crm = await make();
      const [record, other] = [crm.addRecord('lead_1'), crm.addRecord('lead_2')];
      crm.log({ id: '71', kind: 'call', record, at: addSeconds(from, 10) });
      const merged = crm.fake.records.get(other);
      if (!merged) throw new Error('no record');
      Object.assign(merged, { deleted: true, mergedInto: record });
      expect(await readAll(crm, crm.kindOf('call'))).toMatchObject([{ about: [{ record, formerRecords: [other] }] }]);
    });

    it.each(['won', 'lost'] as const)('have a deal that was %s, when, and which leads it is about', async (outcome) => {
      const crm = await make();
      const records = [crm.addPerson('lead_1'), crm.addPerson('lead_2')];
      const [at, changedAt] = [addSeconds(from, 10), addSeconds(from, 20)];
      crm.makeDeal({ id: '801', records, outcome, at, changedAt, amount: 12_000.5 });
      expect(await readAll(crm, crm.kindOf('deal'))).toMatchObject([
        {
          type: 'deal',
          id: '801',
          outcome,
          at,
          changedAt,
          amount: 12_000.5,
          about: [{ lead: 'lead_1' }, { lead: 'lead_2' }],
        },
      ]);
    });

    it('have deals over several pages, and those that the index had not seen yet later', async () => {
      const crm = await make();
      const records = [crm.addPerson('lead_1')];
      const ids = Array.from({ length: 5 }, (_, at) => String(801 + at));
      for (const [at, id] of ids.entries())
        crm.makeDeal({ id, records, outcome: 'won', at: from, changedAt: addSeconds(from, 10 + at) });
      crm.fake.faults.unindexed.add('802');
      expect((await readAll(crm, crm.kindOf('deal'))).map(({ id }) => id)).toEqual(ids.filter((id) => id !== '802'));
      crm.fake.faults.unindexed.clear();
      const overlap = addSeconds(from, 15 - crm.changes.overlapSeconds);
      expect((await readAll(crm, crm.kindOf('deal'), { from: overlap })).map(({ id }) => id)).toEqual(ids);
    });

    it('have a deal about nobody if it names no contact', async () => {
      const crm = await make();
      crm.makeDeal({ id: '801', records: [], outcome: 'won', at: from, changedAt: from });
      expect(await readAll(crm, crm.kindOf('deal'))).toMatchObject([{ id: '801', about: [] }]);
    });

    it('have no record that was deleted', async () => {
      const crm = await make();
      const record = crm.addRecord('lead_1');
      Object.assign(crm.fake.records.get(record) ?? {}, { deleted: true });
      expect(await crm.changes.record(record)).toEqual({ ok: true, value: undefined });
    });

    it('tell which of some records were deleted, and whose they were; none that was merged', async () => {
      const crm = await make();
      const ids = ['lead_1', 'lead_2', 'lead_3'].map((lead) => crm.addRecord(lead));
      const [kept = '', merged = '', deleted = ''] = ids;
      Object.assign(crm.fake.records.get(merged) ?? {}, { deleted: true, mergedInto: kept });
      Object.assign(crm.fake.records.get(deleted) ?? {}, { deleted: true });
      expect(await crm.changes.deleted([...ids, '404'])).toEqual({
        ok: true,
        value: [{ record: deleted, formerRecords: [], lead: 'lead_3' }],
      });
      expect(await crm.changes.deleted([])).toEqual({ ok: true, value: [] });
      crm.fake.faults.down = true;
      expect(await crm.changes.deleted(ids)).toMatchObject({ ok: false, problem: { code: 'server_error' } });
    });

    it.each([
      [{ kind: 'short', left: 1 }, 'rate_limited'],
      [{ kind: 'daily', left: 1 }, 'daily_limit'],
    ] as const)('say that the CRM is limited: %o', async (limit, code) => {
      const crm = await make();
      crm.fake.faults.limit = limit;
      const query = { kind: crm.kindOf('call'), from, now: from, isTaken: NEVER };
      expect(await crm.changes.read(query)).toMatchObject({ ok: false, problem: { code } });
    });

    it('say that the CRM is down', async () => {
      const crm = await make();
      crm.fake.faults.down = true;
      const query = { kind: crm.kindOf('call'), from, now: from, isTaken: NEVER };
      expect(await crm.changes.read(query)).toMatchObject({ ok: false, problem: { code: 'server_error' } });
    });

    it('are read with new credentials once the old ones are refused', async () => {
      const crm = await make();
      const record = crm.addRecord('lead_1');
      crm.log({ id: '71', kind: 'call', record, at: addSeconds(from, 10) });
      await readAll(crm, crm.kindOf('call'));
      crm.fake.expireTokens();
      expect(await readAll(crm, crm.kindOf('call'))).toHaveLength(1);
    });

    it('say which kind may not be read', async () => {
      const crm = await make();
      crm.fake.faults.forbidden.add(crm.kindOf('call'));
      const query = { kind: crm.kindOf('call'), from, now: from, isTaken: NEVER };
      const refused = await crm.changes.read(query);
      expect(refused.ok ? '' : refused.problem.code).toMatch(/^(forbidden|refused)$/);
    });
  });
}
