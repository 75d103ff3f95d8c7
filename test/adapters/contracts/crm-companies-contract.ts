import { describe, expect, it } from 'vitest';
import type { CrmCompany } from '../../../shared/domain/crm/crm-company.ts';
import { addSeconds, type Instant, instantOf } from '../../../shared/domain/instant.ts';
import type { CrmCompanies } from '../../../shared/ports/crm-companies.ts';

/** A company as somebody has it in the CRM. */
interface EnteredCompany {
  readonly id: string;
  readonly changedAt: Instant;
  readonly name: string;
  readonly website?: string;
  readonly user?: string;
  /** As the CRM calls it. */
  readonly isCustomer?: boolean;
}

/** A CRM whose companies are read, and what people do there. */
export interface CompanyCrm {
  readonly companies: CrmCompanies;
  put(company: EnteredCompany): void;
  /** Merges the second company into the first. */
  merge(kept: string, merged: string, at: Instant): void;
  /** Changes of this company are not in the index yet. Undefined: all are. */
  hide(id: string | undefined): void;
  /** The next call is refused: too many in a short time, or on this day, or not allowed at all. */
  refuseNext(why: 'short' | 'daily' | 'forbidden'): void;
  /** How many companies fill a page of changes. */
  readonly page: number;
}

const NEVER = () => false;
const START = instantOf(Date.UTC(2026, 10, 2, 9));

/** Contract of everything that reads the companies of a CRM. */
export function crmCompaniesContract(make: () => Promise<CompanyCrm>): void {
  const readAll = async ({ companies }: CompanyCrm): Promise<readonly CrmCompany[]> => {
    const all: CrmCompany[] = [];
    let after: string | undefined;
    do {
      const page = await companies.page(after);
      if (!page.ok) throw new Error(page.problem.code);
      all.push(...page.value.companies);
      after = page.value.next;
    } while (after !== undefined);
    return all;
  };
  const changed = async (
    { companies }: CompanyCrm,
    from: Instant,
    isTaken: Parameters<CrmCompanies['changed']>[1] = NEVER,
  ) => {
    const read = await companies.changed(from, isTaken);
    if (!read.ok) throw new Error(read.problem.code);
    return read.value;
  };

  describe('companies', () => {
    it('are read page by page, each once, with what the CRM says of them', async () => {
      const crm = await make();
      for (const id of ['101', '102', '103', '104', '105'])
        crm.put({ id, changedAt: START, name: `Company ${id}`, website: `https://www.c${id}.example/about` });
      crm.put({ id: '103', changedAt: START, name: 'Acme', website: 'acme.example', user: 'u2', isCustomer: true });
      const all = await readAll(crm);
      expect(all.map(({ id }) => id)).toEqual(['101', '102', '103', '104', '105']);
      expect(all[0]).toMatchObject({ name: 'Company 101', domains: ['c101.example'], formerIds: [] });
      expect(all[2]).toMatchObject({ name: 'Acme', domains: ['acme.example'], user: 'u2', status: 'customer' });
      expect(all.every((one) => !one.isDeleted)).toBe(true);
    });

    it('have no domain of a mail provider', async () => {
      const crm = await make();
      crm.put({ id: '101', changedAt: START, name: 'Kiosk', website: 'gmail.com' });
      expect(await readAll(crm)).toMatchObject([{ domains: [] }]);
    });

    it('that were changed are told of in order, without those that were taken', async () => {
      const crm = await make();
      crm.put({ id: '101', changedAt: addSeconds(START, -1), name: 'Before' });
      crm.put({ id: '103', changedAt: addSeconds(START, 1), name: 'First' });
      crm.put({ id: '102', changedAt: addSeconds(START, 2), name: 'Second' });
      const all = await changed(crm, START);
      expect(all.companies.map(({ name }) => name)).toEqual(['First', 'Second']);
      expect(all.readUntil).toBe(addSeconds(START, 2));
      const fresh = await changed(crm, START, ({ id }) => id === '103');
      expect(fresh.companies.map(({ name }) => name)).toEqual(['Second']);
      expect(await changed(crm, addSeconds(START, 3))).toEqual({ companies: [] });
    });

    it('that the index does not know yet are found once it does', async () => {
      const crm = await make();
      crm.put({ id: '101', changedAt: START, name: 'Late' });
      crm.hide('101');
      expect((await changed(crm, START)).companies).toEqual([]);
      crm.hide(undefined);
      expect((await changed(crm, START)).companies).toHaveLength(1);
    });

    it('that were changed in great number are read in parts, each beyond the one before', async () => {
      const crm = await make();
      const count = crm.page * 2 + 1;
      const first = addSeconds(START, crm.companies.overlapSeconds + 1);
      for (let at = 0; at < count; at++)
        crm.put({ id: String(1001 + at), changedAt: addSeconds(first, at), name: `C${at}` });
      const seen = new Set<string>();
      let readUntil = START;
      let parts = 0;
      while (seen.size < count && parts < 5) {
        const from = addSeconds(readUntil, parts === 0 ? 0 : -crm.companies.overlapSeconds);
        const part = await changed(crm, from, ({ id }) => seen.has(id));
        for (const { id } of part.companies) seen.add(id);
        readUntil = part.readUntil ?? readUntil;
        parts += 1;
      }
      expect(seen.size).toBe(count);
      expect(parts).toBeGreaterThan(1);
    });

    it('that were merged are one, which names the other', async () => {
      const crm = await make();
      crm.put({ id: '101', changedAt: START, name: 'Acme' });
      crm.put({ id: '102', changedAt: START, name: 'Acme Labs' });
      crm.merge('101', '102', addSeconds(START, 60));
      const { companies } = await changed(crm, addSeconds(START, 30));
      expect(companies).toMatchObject([{ id: '101', formerIds: ['102'] }]);
      expect((await readAll(crm)).map(({ id }) => id)).toEqual(['101']);
    });

    it.each([
      ['short', /^rate_limited$/],
      ['daily', /^daily_limit$/],
      ['forbidden', /^(?:forbidden|refused)$/],
    ] as const)('are not read while the CRM refuses: %s', async (why, code) => {
      const crm = await make();
      const read = [() => crm.companies.page(), () => crm.companies.changed(START, NEVER)];
      for (const call of read) {
        crm.refuseNext(why);
        const refused = await call();
        expect(refused.ok ? '' : refused.problem.code).toMatch(code);
      }
    });
  });
}
