import { describe, expect, it } from 'vitest';
import { normaliseFields, planFieldsOf } from '../../../shared/domain/plan/field-values.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';

const FIELDS: Plan['fields'] = {
  employees: { type: 'range', alias: { '1k+': '1000+', '200-500': '100-999' } },
  industry: { type: 'pick', values: ['saas', 'health'], alias: { 'SaaS company': 'saas' } },
  tool: { type: 'text', alias: { 'the old one': 'legacy' } },
};

describe('normaliseFields', () => {
  it.each([
    ['employees', '1K+', '1000+'],
    ['employees', '200-500', '100-999'],
    ['employees', ' 1,001–5,000 ', '1001-5000'],
    ['employees', '10,000+', '10000+'],
    ['employees', '250', 250],
    ['industry', 'saas company', 'saas'],
    ['industry', ' HEALTH ', 'health'],
    ['tool', 'The Old One', 'legacy'],
    ['tool', ' Sheets ', 'Sheets'],
  ])('%s %j becomes %j', (field, given, value) => {
    expect(normaliseFields(FIELDS, { [field]: given })).toEqual({ features: { [field]: value }, unknownValues: [] });
  });

  it.each([
    ['employees', 'plenty'],
    ['employees', '< 50'],
    ['industry', 'farming'],
  ])('%s %j stays unknown and is reported', (field, value) => {
    expect(normaliseFields(FIELDS, { [field]: value })).toEqual({ features: {}, unknownValues: [{ field, value }] });
  });

  it('hides texts that may identify a person, though not that something was said', () => {
    const given = { tool: 'ask mia@example.com', industry: 'call 030 1234 5678' };

    expect(normaliseFields(FIELDS, given)).toEqual({
      features: { tool: '(hidden)' },
      unknownValues: [{ field: 'industry' }, { field: 'tool' }],
    });
    expect(normaliseFields(FIELDS, { tool: 'x'.repeat(300) }).features).toEqual({ tool: '(hidden)' });
  });

  it('omits blank values and fields that the plan does not define', () => {
    expect(normaliseFields(FIELDS, { industry: '  ', country: 'DE' })).toEqual({ features: {}, unknownValues: [] });
    expect(normaliseFields(Object.fromEntries([['constructor', { type: 'text', alias: {} }]]), {}).features).toEqual(
      {},
    );
  });
});

describe('planFields', () => {
  const industry: Plan['fields'][string] = { type: 'pick', values: ['saas', 'software'], alias: { banking: 'saas' } };

  it('uses the enriched range and industry when the plan cannot read the submitted value', () => {
    const found = { employees: '1001+', industry: 'software', tool: 'found' };
    const said = { employees: 'plus de 1000', industry: 'Logiciels' };
    expect(planFieldsOf({ ...FIELDS, industry }, said, found)).toEqual({
      features: { employees: '1001+', industry: 'software' },
      unknownValues: [],
    });
  });

  it('prefers its own values, and applies aliases to the enriched value', () => {
    expect(planFieldsOf({ industry }, { industry: 'SaaS' }, { industry: 'software' }).features).toEqual({
      industry: 'saas',
    });
    expect(planFieldsOf({ industry }, { industry: 'Banque' }, { industry: 'banking' }).features).toEqual({
      industry: 'saas',
    });
  });

  it('still reports values that neither can read', () => {
    const { unknownValues } = planFieldsOf(FIELDS, { industry: 'Basket weaving' }, { industry: 'Basket weaving' });
    expect(unknownValues).toEqual([{ field: 'industry', value: 'Basket weaving' }]);
  });
});
