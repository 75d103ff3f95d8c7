import { expect, test } from 'vitest';
import { OfflineEnricher } from '../../../shared/adapters/enrichment/offline-enrichment.ts';

test('returns what the form and the built-in data contain', async () => {
  const { features, provenance } = await new OfflineEnricher().enrich({
    person: { email: 'ada@acme.example', phone: '+49 30 23125 123', answers: {} },
    submittedFacts: {},
    touch: 'demo_request',
    source: 'demo-form',
  });
  expect(features).toMatchObject({ country: 'DE', region: 'emea', email_kind: 'business', domain: 'acme.example' });
  expect(provenance.country).toBe('phone');
});
