import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { DerivedFeatures, DeriveFeaturesInput } from '../../../shared/domain/enrichment/enrich.ts';
import type { Person } from '../../../shared/domain/intake/submission.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { gatherEnrichment } from '../../../shared/use-cases/routing/enrich.ts';
import { saveAccounts } from '../../support/builders/account.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan } from '../../support/builders/plan.ts';

const PERSON = { answers: {}, email: 'ada@acme.example' };
const SIZES = { size: { type: 'pick', values: ['small', 'large'], alias: { big: 'large' } } } as const;

/** Enriches a lead as `found` says, or offline; returns the result and what the enricher was asked. */
async function gather(
  options: {
    readonly lead?: Partial<Lead>;
    readonly submittedFacts?: Person['submittedFacts'];
    readonly plan?: Plan;
    readonly found?: Partial<DerivedFeatures>;
  } = {},
) {
  const deps = createInMemoryDeps();
  await saveAccounts(deps.accounts, { status: 'customer' });
  const asked: DeriveFeaturesInput[] = [];
  const enrichment = {
    enrich: async (input: DeriveFeaturesInput): Promise<DerivedFeatures> => {
      asked.push(input);
      return { ...(await deps.enrichment.enrich(input)), ...options.found };
    },
  };
  const lead = aLead('received', options.lead);
  const person = { ...PERSON, ...(options.submittedFacts && { submittedFacts: options.submittedFacts }) };
  const about = { lead, person, plan: options.plan, now: MONDAY };
  return { asked, result: await gatherEnrichment(about, { ...deps, enrichment }) };
}

it('asks with the submitted facts and the last touchpoint, and adds the account', async () => {
  const submittedFacts = { country: 'DE' };
  const touchpoints = ['demo_request', 'webinar'].map((touch) => ({ touch, source: `${touch}-form`, at: MONDAY }));
  const { asked, result } = await gather({ lead: { touchpoints }, submittedFacts });
  expect(asked).toEqual([
    { person: { ...PERSON, submittedFacts }, submittedFacts, touch: 'webinar', source: 'webinar-form' },
  ]);
  expect(result).toMatchObject({
    features: { country: 'DE', region: 'emea', touch: 'webinar', 'account.status': 'customer' },
    account: { account: 'acme', matchedBy: 'domain' },
  });
});

it('asks with the lead’s own source when it has no touchpoint', async () => {
  const { asked } = await gather({ lead: { touchpoints: [] }, plan: aPlan() });
  expect(asked).toMatchObject([{ touch: 'unknown', source: 'demo-form' }]);
});

it('names what is guessed, sorted, and nothing that was said', async () => {
  const provenance = { region: 'tld', country: 'phone', touch: 'form', domain: 'email' } as const;
  const { result } = await gather({ found: { provenance } });
  expect(result.guessedFields).toEqual(['country', 'region']);
  expect((await gather({ found: { provenance }, plan: aPlan() })).result.guessedFields).toEqual(['country', 'region']);
});

it('gives every result an id of its own', async () => {
  const deps = createInMemoryDeps();
  const about = { lead: aLead(), person: PERSON, plan: undefined, now: MONDAY };
  const ids = [await gatherEnrichment(about, deps), await gatherEnrichment(about, deps)].map(
    ({ resultId }) => resultId,
  );
  expect(new Set(ids).size).toBe(2);
});

it('takes for a field of the plan only values that the plan knows, in the plan’s words', async () => {
  const plan = aPlan({ fields: SIZES });
  const sizeOf = async (submitted: string, company?: string) => {
    const found = company === undefined ? {} : { company: { size: company } };
    return (await gather({ submittedFacts: { size: submitted }, plan, found })).result.features.size;
  };
  expect(await sizeOf('big')).toBe('large');
  expect(await sizeOf('huge')).toBeUndefined();
  expect(await sizeOf('huge', 'big')).toBe('large');
  expect(await sizeOf('small', 'big')).toBe('small');
});

it('takes the strongest touchpoint for routing, not the last, when a plan scores them', async () => {
  const touchpoints = ['demo_request', 'pricing_page'].map((touch) => ({ touch, source: `${touch}-form`, at: MONDAY }));
  const { result } = await gather({ lead: { touchpoints }, plan: aPlan() });
  expect(result.features).toMatchObject({ touch: 'demo_request', source: 'demo_request-form' });
});

it('says how much the plan’s rules can know, and nothing of it without a plan', async () => {
  const plan = aPlan({
    slas: [
      {
        sla: 'de',
        when: { kind: 'field', field: 'country', test: { op: 'in', values: ['DE'] } },
        firstTouchSeconds: 60,
        ladder: 'soft',
      },
      {
        sla: 'size',
        when: { kind: 'field', field: 'employees', test: { op: 'within', from: 10 } },
        firstTouchSeconds: 60,
        ladder: 'soft',
      },
    ],
  });
  const submittedFacts = { country: 'DE' };
  const coverage = { wantedCount: 2, knownCount: 1, missing: ['employees'] };
  expect((await gather({ submittedFacts, plan })).result.enrichment).toEqual({ outcome: 'offline', ...coverage });
  const found = { lookUp: { outcome: 'failed' } } as const;
  expect((await gather({ submittedFacts, plan, found })).result.enrichment).toEqual({ outcome: 'failed', ...coverage });
  expect((await gather({ submittedFacts })).result).not.toHaveProperty('enrichment');
});

it('fails when the enricher fails, so that it is retried', async () => {
  const deps = createInMemoryDeps();
  const enrichment = { enrich: () => Promise.reject(new Error('down')) };
  const about = { lead: aLead(), person: PERSON, plan: undefined, now: MONDAY };
  await expect(gatherEnrichment(about, { ...deps, enrichment })).rejects.toThrow('down');
});
