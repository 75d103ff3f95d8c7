import { expect, it } from 'vitest';
import { deriveFeatures } from '../../../shared/domain/enrichment/enrich.ts';
import { undeclaredFeaturesOf } from '../../../shared/domain/plan/undeclared-features.ts';

const found = deriveFeatures({
  person: { email: 'ada@acme.example', jobTitle: 'CEO', answers: {} },
  submittedFacts: {
    product: 'for Nora Lind',
    industry: 'Logiciels',
    employees: '1,000+',
    country: 'DE',
    campaign: 'spring',
    seniority: 'vp',
    constructor: 'Nora Lind',
  },
  touch: 'demo_request',
  source: 'website',
  company: { revenue: '5m' },
});

it('leaves a text that no rule can read with the person', () => {
  expect(undeclaredFeaturesOf({}, found)).toEqual({
    touch: 'demo_request',
    source: 'website',
    domain: 'acme.example',
    email_kind: 'business',
    country: 'DE',
    region: 'emea',
    industry: 'software',
    employees: '1000+',
    campaign: 'spring',
    title: 'ceo',
    seniority: 'vp',
    revenue: '5m',
  });
});

it('leaves an industry that nobody knows with the person', () => {
  const industry = { features: { industry: 'Nora Lind' }, provenance: { industry: 'form' } } as const;
  expect(undeclaredFeaturesOf({}, industry)).toEqual({});
  expect(undeclaredFeaturesOf({}, { ...industry, provenance: { industry: 'provider' } })).toEqual(industry.features);
});

it('leaves declared fields to the plan', () => {
  const { product, ...others } = undeclaredFeaturesOf({ employees: { type: 'range', alias: {} } }, found);
  expect([product, others.employees]).toEqual([undefined, undefined]);
});
