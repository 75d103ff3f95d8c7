import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkPlan } from '../../../cli/plan/check.ts';
import { readPlanFile } from '../../../cli/plan/read-plan.ts';
import { runPlanTest } from '../../../cli/plan/test-plan.ts';
import { edited } from '../../domain/plan/plan-text.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const folder = mkdtempSync(join(tmpdir(), 'tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PLAN = edited(
  '{rule: big,',
  '{rule: rival, when: {domain: {in: rivals}}, close: competitor}\n      - {rule: big,',
  edited('otherwise: catch-all', 'data: {rivals: rivals.csv}\notherwise: catch-all'),
);

/** Reads the plan with this table beside it. */
function readWith(csv: string | undefined) {
  const file = join(folder, 'plan.yaml');
  rmSync(join(folder, 'rivals.csv'), { force: true });
  writeFileSync(file, PLAN);
  if (csv !== undefined) writeFileSync(join(folder, 'rivals.csv'), csv);
  return readPlanFile(file);
}

describe('a table beside a plan file', () => {
  it('is read with the plan, without what no field is named for', async () => {
    const { tables, plan } = await readWith(
      'Domain;Name;Spoke to\nrival.example;Rival;Ada North\nother.example;;\n;Gone;\n',
    );
    expect(tables).toEqual({ 'rivals.csv': { domain: ['rival.example', 'other.example'] } });
    const test = {
      name: 'rival',
      given: { touch: 'demo_request', domain: 'other.example' },
      expect: { rule: 'rival' },
    };
    expect(runPlanTest(test, plan, MONDAY).differences).toEqual([]);
  });

  it.each([
    [undefined, 'plan.yaml:\\d+ data.rivals: rivals.csv is missing'],
    ['domain\n', 'rivals.csv:1 has no values'],
    ['domain,name\nrival.example,R\n\nother.example,\n', 'rivals.csv:4 looks like a footer'],
    ['company,name\nRival,R\n', 'rivals.csv:1 no column is named for a field'],
    [
      'domain,name\nrival.example,R\n,none\nhttps://x.example,X\n',
      'rivals.csv:4 data.rivals.domain\\[1\\]: `domain` is never',
    ],
    ['domain,name\n"rival.example,R\n', 'rivals.csv:2 cannot be parsed'],
  ])('is refused with its file and line: %j', async (csv, says) => {
    await expect(readWith(csv)).rejects.toThrow(new RegExp(says));
  });

  it('is not read when it is one of territories, which are no part of a plan', async () => {
    const file = join(folder, 'with-territories.yaml');
    writeFileSync(file, PLAN.replace('{rivals: rivals.csv}', '{rivals: [rival.example], territories: none.csv}'));
    await expect(readPlanFile(file)).rejects.toThrow(/data.territories: .*baton import territories/);
  });

  it('of thousands of values can be checked: one value stands for all that the plan treats alike', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `rival${index}.example`);
    const { plan } = await readWith(['domain', ...rows].join('\n'));
    expect(checkPlan(plan).report.rules.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual([
      'rival reached',
      'big reached',
      'sdr reached',
      'cold reached',
    ]);
  });
});
