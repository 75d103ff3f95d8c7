import { describe, expect, it } from 'vitest';
import { readAllCompanies } from '../../../cli/crm/read-companies.ts';
import { InMemoryCrmCompanies } from '../../../shared/adapters/in-memory/in-memory-crm-companies.ts';
import type { CrmCompany } from '../../../shared/domain/crm/crm-company.ts';
import { MONDAY } from '../../support/builders/moment.ts';

function aCrm(count: number) {
  const crm = new InMemoryCrmCompanies();
  for (let at = 0; at < count; at++) {
    const id = String(1000 + at);
    const company: CrmCompany = { id, changedAt: MONDAY, name: id, domains: [], formerIds: [] };
    crm.companies.set(id, company);
  }
  const slept: number[] = [];
  const lines: string[] = [];
  const sleep = async (seconds: number) => void slept.push(seconds);
  return { crm, slept, lines, read: () => readAllCompanies(crm, { sleep, progress: (line) => lines.push(line) }) };
}

describe('reading all companies', () => {
  it('reads each page once, and says how far it is when there are many', async () => {
    const { crm, lines, read } = aCrm(100);
    expect((await read()).map(({ id }) => id)).toEqual([...crm.companies.keys()]);
    expect(crm.calls).toBe(34);
    expect(lines).toEqual(['60 companies read …']);
  });

  it('waits for as long as the CRM asks, a minute at most, and goes on', async () => {
    const { crm, slept, read } = aCrm(4);
    crm.failing.push({ code: 'rate_limited', retryAfterSeconds: 10 }, { code: 'server_error' });
    crm.failing.push({ code: 'rate_limited', retryAfterSeconds: 9999 });
    expect(await read()).toHaveLength(4);
    expect(slept).toEqual([10, 5, 60]);
  });

  it.each([
    ['daily_limit', 1],
    ['forbidden', 1],
    ['timeout', 5],
  ] as const)('never takes a part for all: %s ends it after %i calls', async (code, calls) => {
    const { crm, read } = aCrm(4);
    for (let at = 0; at < 9; at++) crm.failing.push({ code });
    await expect(read()).rejects.toThrow(/^Not read\./);
    expect(crm.calls).toBe(calls);
  });
});
