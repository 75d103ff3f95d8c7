import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../../shared/domain/plan/compile/parse-plan.ts';
import { compilePlanTree } from '../../../../shared/domain/plan/compile/read-plan-tree.ts';
import { attachTables, type PlanTables } from '../../../../shared/domain/plan/file/plan-tables.ts';
import { readYamlTree } from '../../../../shared/domain/plan/file/yaml-tree.ts';
import { chooseRoute } from '../../../../shared/domain/routing/route.ts';
import { edited, planOf } from '../plan-text.ts';

const OTHERWISE = 'otherwise: catch-all';
/** The small plan with a rule that asks for a table. */
const asking = (test: string, data = '{rivals: rivals.csv}') =>
  edited(
    '{rule: big,',
    `{rule: rival, when: ${test}, close: competitor}\n      - {rule: big,`,
    edited(OTHERWISE, `data: ${data}\n${OTHERWISE}`),
  );
const TABLES: PlanTables = { 'rivals.csv': { domain: ['Rival.example', 'other.example'], country: ['UK'] } };
const problems = (text: string, tables = TABLES) => {
  const read = parsePlan(text, tables);
  return read.ok ? [] : read.problem.map(({ path, message }) => `${path}: ${message}`);
};

describe('a table of a plan', () => {
  it('is asked for by a rule: for the column of the field’s name', () => {
    const read = parsePlan(asking('{domain: {in: rivals}}'), TABLES);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const routeOf = (domain: string) =>
      chooseRoute({ features: { domain, band: 'hot', region: 'emea' }, plan: read.value }).rule;
    expect([routeOf('rival.example'), routeOf('north.example')]).toEqual(['rival', 'sdr']);
  });

  it('can be asked for leads that are not in it, and for countries as people write them', () => {
    const read = parsePlan(asking('{domain: {not_in: rivals}, country: {in: rivals}}'), TABLES);
    expect(read.ok && read.value.layers[0]?.rules[0]?.when).toEqual({
      kind: 'all',
      of: [
        { kind: 'field', field: 'domain', test: { op: 'not', values: ['Rival.example', 'other.example'] } },
        { kind: 'field', field: 'country', test: { op: 'in', values: ['GB'] } },
      ],
    });
  });

  it('can stand in the plan itself, and a table with one column fits any field', () => {
    expect(planOf(asking('{domain: {in: rivals}}', '{rivals: [rival.example]}')).layers[0]?.rules[0]?.when).toEqual({
      kind: 'field',
      field: 'domain',
      test: { op: 'in', values: ['rival.example'] },
    });
    expect(problems(asking('{domain: {in: rivals}}'), { 'rivals.csv': { company: ['rival.example'] } })).toEqual([]);
  });

  it('is part of what is stored, so that a version never changes with its file', () => {
    const read = readYamlTree(asking('{domain: {in: rivals}}'));
    const stored: unknown = JSON.parse(JSON.stringify(attachTables(read.ok && read.value.value, TABLES)));
    expect(compilePlanTree(stored)).toEqual(parsePlan(asking('{domain: {in: rivals}}'), TABLES));
  });

  it.each([
    ['{domain: {in: rivlas}}', '{rivals: rivals.csv}', 'there is no table `rivlas`; did you mean `rivals`?'],
    ['{domain: {in: holidays}}', '{rivals: rivals.csv}', 'there is no table `holidays`'],
    ['{touch: x}', '{rivals: rivals.csv}', 'data.rivals: no condition uses it'],
    [
      '{domain: {in: rivals}}',
      '{rivals: other.csv}',
      'data.rivals: other.csv is missing: expected the file beside the plan',
    ],
    ['{domain: {in: rivals}}', '{rivals: ../up.csv}', 'data.rivals: expected a file beside the plan'],
    ['{title: {in: rivals}}', '{rivals: rivals.csv}', 'data.rivals: expected a column `title`; it has domain, country'],
    ['{employees: {in: rivals}}', '{rivals: [1-99]}', 'this field holds numbers'],
    ['{domain: {in: rivals}}', '{rivals: [x.example, "https://y.example"]}', 'data.rivals[1]: `domain` is never'],
    ['{industry: {in: rivals}}', '{rivals: [sas]}', 'data.rivals[0]: there is no value `sas`'],
    ['{touch: x}', '{territories: territories.csv}', 'data.territories: territories change more often'],
    ['{touch: x}', '{holidays: never}', 'data.holidays: expected `auto`'],
    ['{touch: x}', '{holidays: [2026-02-30]}', 'data.holidays[0]: expected valid dates'],
  ])('%s with data %s is refused', (test, data, says) => {
    expect(problems(asking(test, data)).join('\n')).toContain(says);
  });

  it('may not have more values than a plan can hold', () => {
    const many = Array.from({ length: 10_001 }, (_, index) => `r${index}.example`);
    const text = asking('{domain: {in: rivals}}', '{rivals: a.csv}');
    const tables = { 'a.csv': { domain: many, touch: many } };
    expect(problems(text, tables).join()).toContain('at most 20000 values in all tables, got 20002');
  });
});

it('closes every calendar on the days of a table of holidays, besides those of each rep', () => {
  expect(planOf(edited(OTHERWISE, `data: {holidays: auto}\n${OTHERWISE}`)).calendars.office?.closed).toEqual([]);
  const plan = parsePlan(edited(OTHERWISE, `data: {holidays: days.csv}\n${OTHERWISE}`), {
    'days.csv': { date: ['2026-12-31', '2027-07-01/2027-07-04'], title: ['New Year', 'Summer'] },
  });
  expect(plan.ok && plan.value.calendars.office?.closed).toEqual([
    { from: '2026-12-31', to: '2026-12-31' },
    { from: '2027-07-01', to: '2027-07-04' },
  ]);
});
