import { describe, expect, it } from 'vitest';
import { formatListImport } from '../../../cli/leads/import-text.ts';
import { parseList } from '../../../cli/leads/list-file.ts';
import { previewList } from '../../../cli/leads/list-preview.ts';
import { aListSource } from '../../scenarios/a-list.ts';
import { aPlan } from '../../support/builders/plan.ts';

const LIST = parseList(
  [
    'Email,Company,Land,Size band,Booth,Sector',
    'ada@north.example,North,Germany,100-999,12,SaaS',
    'Ada <ADA@north.example>,North,Germany,100-999,12,SaaS',
    ',South,France,1000+,13,Health',
    'bo@east.example,East,Narnia,huge,14,Wizardry',
    'cy@west.example,West,Narnia,huge,15,SaaS',
  ].join('\n'),
);
const SOURCE = aListSource({ fields: { 'Size band': 'employees', Sector: 'industry' } });
const PLAN = aPlan({
  fields: {
    employees: { type: 'range', alias: {} },
    industry: { type: 'pick', values: ['saas', 'health'], alias: {} },
  },
});
const preview = () => previewList(LIST, SOURCE, PLAN);

describe('the preview of a list', () => {
  it('shows the meaning of each column', async () => {
    expect((await preview()).columns).toEqual([
      { column: 'Email', means: 'email' },
      { column: 'Company', means: 'company' },
      { column: 'Land', means: 'country' },
      { column: 'Size band', means: 'employees' },
      { column: 'Booth' },
      { column: 'Sector', means: 'industry' },
    ]);
  });

  it('counts unknown values, most frequent first', async () => {
    const { unknown } = await preview();
    expect(unknown).toEqual(
      expect.arrayContaining([
        { field: 'country', value: 'Narnia', rows: 2 },
        { field: 'employees', value: 'huge', rows: 2 },
        { field: 'industry', value: 'Wizardry', rows: 1 },
      ]),
    );
    expect(unknown.at(-1)?.rows).toBe(1);
  });

  it('leaves out duplicates and people without contact details, by line', async () => {
    const { rows, duplicates, withoutContact, toImport: wanted } = await preview();
    expect({ rows, duplicates, withoutContact }).toEqual({ rows: 5, duplicates: [3], withoutContact: [4] });
    expect(wanted.map(({ line }) => line)).toEqual([2, 5, 6]);
  });

  it('does not treat people with a shared phone number as one person', async () => {
    const list = parseList('name,phone\nAda,+49 30 23125123\nBo,030 23125123\nAda,+49 30 23125123\n');
    expect((await previewList(list, SOURCE, undefined)).duplicates).toEqual([4]);
  });

  it('contains no personal data', async () => {
    const words = formatListImport({ list: 'expo', preview: await preview() }).join('\n');
    expect(words).toContain('5 rows, 3 to import');
    expect(words).toContain('duplicate person: 1 (line 3)');
    expect(words).toContain('Nothing was imported');
    expect(words).not.toMatch(/ada|north/i);
  });
});
