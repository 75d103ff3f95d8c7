import { beforeEach, describe, expect, it } from 'vitest';
import { ProviderEnricher } from '../../../shared/adapters/enrichment/provider-enrichment.ts';
import { InMemoryCompanyCache } from '../../../shared/adapters/in-memory/in-memory-company-cache.ts';
import { InMemoryCompanyProvider } from '../../../shared/adapters/in-memory/in-memory-company-provider.ts';
import type { CompanyCache } from '../../../shared/ports/company-cache.ts';
import { companyProviderContract } from '../contracts/company-provider-contract.ts';

const ACME = { employees: '250', industry: 'Fintech', country: 'Germany' };
const DAY = 24 * 3600 * 1000;

let provider: InMemoryCompanyProvider;
let cache: CompanyCache;
let now: number;
let failures: string[];
beforeEach(() => {
  provider = new InMemoryCompanyProvider({ 'acme.example': ACME });
  cache = new InMemoryCompanyCache();
  now = Date.parse('2026-11-23T09:00:00.000Z');
  failures = [];
});

function enrichment(options: Partial<ConstructorParameters<typeof ProviderEnricher>[0]> = {}) {
  return new ProviderEnricher({
    cache,
    provider: async () => provider,
    clock: () => now,
    onFailure: (because) => failures.push(because),
    ...options,
  });
}

const lead = (email: string, submittedFacts = {}) => ({
  person: { email, name: 'Ada Lind', answers: {} },
  submittedFacts,
  touch: 'demo_request',
  source: 'demo-form',
});

describe('the fake provider', () => {
  companyProviderContract(async () => {
    const made = new InMemoryCompanyProvider({ 'acme.example': ACME });
    return {
      provider: made,
      goDown: () => {
        made.isDown = true;
      },
    };
  });
});

describe('enrichment by a provider', () => {
  it('adds what the form did not contain, marked as coming from the provider', async () => {
    const { features, provenance, lookUp } = await enrichment().enrich(lead('ada@acme.example'));
    expect(features).toMatchObject({ employees: '250', industry: 'financial services', country: 'DE', region: 'emea' });
    expect(provenance).toMatchObject({ employees: 'provider', country: 'provider', region: 'provider' });
    expect(lookUp).toEqual({ outcome: 'fetched' });
  });

  it('uses an answer that cannot be cached', async () => {
    const unkept = { get: cache.get.bind(cache), save: () => Promise.reject(new Error('no table')) };
    const { features, lookUp } = await enrichment({ cache: unkept }).enrich(lead('ada@acme.example'));
    expect(features.employees).toBe('250');
    expect(lookUp).toEqual({ outcome: 'fetched' });
  });

  it('never overrides the form', async () => {
    const said = lead('ada@acme.example', { employees: '1000+', country: 'Austria' });
    const { features, provenance } = await enrichment().enrich(said);
    expect(features).toMatchObject({ employees: '1000+', country: 'AT', industry: 'financial services' });
    expect(provenance).toMatchObject({ employees: 'form', country: 'form', industry: 'provider' });
  });

  it('overrides a guess from the phone number or the top-level domain', async () => {
    provider = new InMemoryCompanyProvider({ 'acme.fr': ACME });
    const guessed = lead('ada@acme.fr');
    const { features, provenance } = await enrichment().enrich({
      ...guessed,
      person: { ...guessed.person, phone: '+43 1 25123456' },
    });
    expect(features.country).toBe('DE');
    expect(provenance.country).toBe('provider');
  });

  it('asks about a company once a month, and once in three days if it is unknown', async () => {
    const asking = enrichment();
    await asking.enrich(lead('ada@acme.example'));
    now += 29 * DAY;
    const again = await asking.enrich(lead('bo@acme.example'));
    expect(again).toMatchObject({ features: { employees: '250' }, lookUp: { outcome: 'cached' } });
    expect(provider.requests).toEqual(['acme.example']);
    now += 2 * DAY;
    await asking.enrich(lead('ada@acme.example'));
    expect(provider.requests).toHaveLength(2);

    await asking.enrich(lead('cy@nobody.example'));
    now += 2 * DAY;
    expect((await asking.enrich(lead('cy@nobody.example'))).lookUp).toEqual({ outcome: 'cached' });
    now += 2 * DAY;
    await asking.enrich(lead('cy@nobody.example'));
    expect(provider.requests.filter((domain) => domain === 'nobody.example')).toHaveLength(2);
  });

  it('asks again after the settings change, and uses the old answer while the provider fails', async () => {
    const asking = enrichment();
    await asking.enrich(lead('ada@acme.example'));
    provider.questionCode = 'who, and with what revenue';
    provider.isDown = true;
    const meanwhile = await asking.enrich(lead('bo@acme.example'));
    expect(meanwhile).toMatchObject({ features: { employees: '250' }, lookUp: { outcome: 'failed' } });
    provider.isDown = false;
    expect((await asking.enrich(lead('cy@acme.example'))).lookUp).toEqual({ outcome: 'fetched' });
    expect((await asking.enrich(lead('di@acme.example'))).lookUp).toEqual({ outcome: 'cached' });
    expect(await enrichment({ provider: undefined }).enrich(lead('ed@acme.example'))).toMatchObject({
      features: { employees: '250' },
    });
  });

  it('asks only about companies: by registered domain, never a free-mail domain or the person', async () => {
    for (const email of ['ada@gmail.com', 'ada@gmx.de', 'no address', 'ada@mail.eu.acme.example'])
      await enrichment().enrich(lead(email));
    expect(provider.requests).toEqual(['acme.example']);
  });

  it('skips a failing provider for a minute, and enriches without it', async () => {
    provider.isDown = true;
    const asking = enrichment();
    for (const name of ['a', 'b', 'c', 'd']) {
      const enriched = await asking.enrich(lead(`ada@${name}.example`, { country: 'DE' }));
      expect(enriched).toMatchObject({ features: { country: 'DE' }, lookUp: { outcome: 'failed' } });
    }
    expect(provider.requests).toHaveLength(2);
    expect(failures).toEqual(['status_503', 'status_503', 'circuit_open', 'circuit_open']);
    now += 60_000;
    await asking.enrich(lead('ada@e.example'));
    await asking.enrich(lead('ada@f.example'));
    expect(provider.requests).toHaveLength(3);
    provider.isDown = false;
    now += 60_000;
    for (const email of ['ada@acme.example', 'ada@g.example', 'ada@h.example']) {
      expect((await asking.enrich(lead(email))).lookUp).toEqual({ outcome: 'fetched' });
    }
  });

  it('does not skip a provider that fails occasionally', async () => {
    const asking = enrichment();
    for (let time = 0; time < 6; time += 1) {
      provider.isDown = time % 2 === 0;
      await asking.enrich(lead(`ada@now-and-then${time}.example`));
    }
    expect(provider.requests).toHaveLength(6);
  });

  it('enriches without company data when the cache fails', async () => {
    const broken: CompanyCache = {
      get: () => Promise.reject(new Error('down')),
      save: () => Promise.reject(new Error('down')),
    };
    const enriched = await enrichment({ cache: broken }).enrich(lead('ada@acme.example', { country: 'DE' }));
    expect(enriched).toMatchObject({ features: { country: 'DE' }, lookUp: { outcome: 'failed' } });
  });

  it('asks nothing while no provider is set up', async () => {
    const offline = enrichment({ provider: async () => undefined });
    expect((await offline.enrich(lead('ada@acme.example'))).lookUp?.outcome).toBe('offline');
    expect(failures).toEqual([]);
  });

  it('uses the shared cache when it has no provider', async () => {
    await enrichment().enrich(lead('ada@acme.example'));
    const looking = enrichment({ provider: undefined });
    expect(await looking.enrich(lead('bo@acme.example'))).toMatchObject({ features: { employees: '250' } });
    expect((await looking.enrich(lead('cy@other.example'))).lookUp?.outcome).toBe('offline');
    expect(provider.requests).toEqual(['acme.example']);
  });
});
