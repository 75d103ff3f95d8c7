import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DeriveFeaturesInput, deriveFeatures } from '../../../shared/domain/enrichment/enrich.ts';
import type { Person } from '../../../shared/domain/intake/submission.ts';
import { anyText } from '../intake/any-text.ts';

function enriched(person: Partial<Person>, submittedFacts: DeriveFeaturesInput['submittedFacts'] = {}) {
  return deriveFeatures({
    person: { answers: {}, ...person },
    submittedFacts: submittedFacts,
    touch: 'demo_request',
    source: 'demo-form',
  });
}

describe('features contain no identity', () => {
  test('a free mailbox has no company domain', () => {
    const { features } = enriched({ email: 'ada@gmail.com' });
    expect(features).toMatchObject({ email_kind: 'free' });
    expect(features).not.toHaveProperty('domain');
  });

  test('a shared mailbox has one', () => {
    expect(enriched({ email: 'info@acme.example' }).features).toMatchObject({
      email_kind: 'role',
      domain: 'acme.example',
    });
  });

  test('a title loses the name and is hidden when it contains an address', () => {
    const named = enriched({ name: 'Ada Lovelace', jobTitle: 'Ada Lovelace, Head of IT' });
    expect(named.features).toMatchObject({ title: 'head of it', seniority: 'director' });
    const addressed = enriched({ jobTitle: 'CEO ada@acme.example' });
    expect(addressed.features).toMatchObject({ title: '(hidden)', seniority: 'c-level' });
  });

  test('a form cannot supply what Baton derives itself', () => {
    const { features } = enriched(
      { email: 'ada@gmail.com' },
      { email_kind: 'business', domain: 'x.example', touch: 'x', band: 'hot' },
    );
    expect(features).toEqual({ touch: 'demo_request', source: 'demo-form', email_kind: 'free' });
  });

  test('a seniority in the form overrides the title', () => {
    const { features, provenance } = enriched({ jobTitle: 'Intern' }, { seniority: 'vp' });
    expect(features.seniority).toBe('vp');
    expect(provenance.seniority).toBe('form');
  });

  test('never contain the address, number or name of the person, and never throw, whatever is typed', () => {
    const email = fc.emailAddress();
    const phone = fc.integer({ min: 100, max: 999 }).map((digits) => `+49 30 23125 ${digits}`);
    const name = fc
      .tuple(fc.constantFrom('Ada', 'Grace', 'Jürgen'), fc.constantFrom('Lovelace', 'Hopper', 'Groß'))
      .map((n) => n.join(' '));
    const routingField = fc.constantFrom(
      'country',
      'region',
      'state',
      'employees',
      'industry',
      'product',
      'language',
      'page',
      'budget',
      '__proto__',
    );
    fc.assert(
      fc.property(
        email,
        phone,
        name,
        fc.dictionary(routingField, anyText(30)),
        anyText(30),
        (address, number, called, noise, title) => {
          const person = {
            email: address,
            phone: number,
            name: called,
            jobTitle: `${title}${called} ${address}`,
            answers: {},
          };
          const submittedFacts = {
            ...noise,
            industry: `x ${address}`,
            product: number,
            page: `/p/${address}`,
            state: `${number}`,
          };
          const { features, unknownValues } = deriveFeatures({
            person,
            submittedFacts: submittedFacts,
            touch: 't',
            source: 's',
          });
          const told = JSON.stringify({
            features: { ...features, domain: undefined },
            unknown: unknownValues,
          }).toLowerCase();
          expect(told).not.toContain(address.toLowerCase());
          expect(told).not.toContain(number.slice(4));
          expect(told).not.toContain(number.replaceAll(' ', ''));
          expect(told).not.toContain(called.toLowerCase());
        },
      ),
    );
  });

  test('enrichment never throws on any text, and is deterministic', () => {
    const text = anyText(300);
    fc.assert(
      fc.property(
        fc.record({ email: text, phone: text, jobTitle: text, website: text, name: text, answers: fc.constant({}) }),
        fc.dictionary(text, text),
        (person, submittedFacts) => {
          const input = { person, submittedFacts, touch: 't', source: 's' };
          expect(deriveFeatures(input)).toEqual(deriveFeatures(input));
        },
      ),
    );
  });
});
