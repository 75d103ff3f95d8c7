import { beforeEach, describe, expect, it } from 'vitest';
import { ProviderEnrichment } from '../../../shared/adapters/enrichment/provider-enrichment.ts';
import { MemoryCompanyCache } from '../../../shared/adapters/in-memory/in-memory-company-cache.ts';
import { MemoryCompanyProvider } from '../../../shared/adapters/in-memory/in-memory-company-provider.ts';
import type { CompanyCache } from '../../../shared/ports/company-cache.ts';
import { companyProviderContract } from '../contracts/company-provider-contract.ts';

const ACME = { employees: '250', industry: 'Fintech', country: 'Germany' };
const DAY = 24 * 3600 * 1000;

let provider: MemoryCompanyProvider;
let cache: CompanyCache;
let now: number;
let failures: string[];
beforeEach(() => {
  provider = new MemoryCompanyProvider({ 'acme.example': ACME });
  cache = new MemoryCompanyCache();
  now = Date.parse('2026-11-23T09:00:00.000Z');
  failures = [];
});

function enrichment(options: Partial<ConstructorParameters<typeof ProviderEnrichment>[0]> = {}) {
  return new ProviderEnrichment({
    cache,
    provider: async () => provider,
    clock: () => now,
    onFailure: (because) => failures.push(because),
    ...options,
  });
}

const lead = (email: string, given = {}) => ({
  person: { email, name: 'Ada Lind', answers: {} },
  given,
  touch: 'demo_request',
  source: 'demo-form',
});

describe('the provider in memory', () => {
  companyProviderContract(async () => {
    const made = new MemoryCompanyProvider({ 'acme.example': ACME });
    return {
      provider: made,
      goDown: () => {
        made.isDown = true;
      },
    };
  });
});

describe('enrichment by a provider', () => {
  it('finds out what the form did not say, marked as the provider had it', async () => {
    const { features, provenance, lookUp } = await enrichment().enrich(lead('ada@acme.example'));
    expect(features).toMatchObject({ employees: '250', industry: 'financial services', country: 'DE', region: 'emea' });
    expect(provenance).toMatchObject({ employees: 'provider', country: 'provider', region: 'provider' });
    expect(lookUp).toEqual({ outcome: 'fetched' });
  });

  it('counts though it cannot be kept', async () => {
    const unkept = { get: cache.get.bind(cache), keep: () => Promise.reject(new Error('no table')) };
    const { features, lookUp } = await enrichment({ cache: unkept }).enrich(lead('ada@acme.example'));
    expect(features.employees).toBe('250');
    expect(lookUp).toEqual({ outcome: 'fetched' });
  });

  it('never beats what the form said', async () => {
    const said = lead('ada@acme.example', { employees: '1000+', country: 'Austria' });
    const { features, provenance } = await enrichment().enrich(said);
    expect(features).toMatchObject({ employees: '1000+', country: 'AT', industry: 'financial services' });
    expect(provenance).toMatchObject({ employees: 'form', country: 'form', industry: 'provider' });
  });

  it('beats a guess from the number or the ending of the domain', async () => {
    provider = new MemoryCompanyProvider({ 'acme.fr': ACME });
    const guessed = lead('ada@acme.fr');
    const { features, provenance } = await enrichment().enrich({
      ...guessed,
      person: { ...guessed.person, phone: '+43 1 25123456' },
    });
    expect(features.country).toBe('DE');
    expect(provenance.country).toBe('provider');
  });

  it('asks about a company once in a month, and once in three days when it is not known', async () => {
    const asking = enrichment();
    await asking.enrich(lead('ada@acme.example'));
    now += 29 * DAY;
    const again = await asking.enrich(lead('bo@acme.example'));
    expect(again).toMatchObject({ features: { employees: '250' }, lookUp: { outcome: 'cached' } });
    expect(provider.asked).toEqual(['acme.example']);
    now += 2 * DAY;
    await asking.enrich(lead('ada@acme.example'));
    expect(provider.asked).toHaveLength(2);

    await asking.enrich(lead('cy@nobody.example'));
    now += 2 * DAY;
    expect((await asking.enrich(lead('cy@nobody.example'))).lookUp).toEqual({ outcome: 'cached' });
    now += 2 * DAY;
    await asking.enrich(lead('cy@nobody.example'));
    expect(provider.asked.filter((domain) => domain === 'nobody.example')).toHaveLength(2);
  });

  it('asks anew once something else is asked, and believes the old answer while nobody gives a new one', async () => {
    const asking = enrichment();
    await asking.enrich(lead('ada@acme.example'));
    provider.question = 'who, and with what revenue';
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

  it('asks about companies alone: their registered domain, never a free mailbox, never the person', async () => {
    for (const email of ['ada@gmail.com', 'ada@gmx.de', 'no address', 'ada@mail.eu.acme.example'])
      await enrichment().enrich(lead(email));
    expect(provider.asked).toEqual(['acme.example']);
  });

  it('leaves a provider alone for a minute once it is down, and enriches with what there is', async () => {
    provider.isDown = true;
    const asking = enrichment();
    for (const name of ['a', 'b', 'c', 'd']) {
      const enriched = await asking.enrich(lead(`ada@${name}.example`, { country: 'DE' }));
      expect(enriched).toMatchObject({ features: { country: 'DE' }, lookUp: { outcome: 'failed' } });
    }
    expect(provider.asked).toHaveLength(2);
    expect(failures).toEqual(['status_503', 'status_503', 'left_alone', 'left_alone']);
    now += 60_000;
    await asking.enrich(lead('ada@e.example'));
    await asking.enrich(lead('ada@f.example'));
    expect(provider.asked).toHaveLength(3);
    provider.isDown = false;
    now += 60_000;
    for (const email of ['ada@acme.example', 'ada@g.example', 'ada@h.example']) {
      expect((await asking.enrich(lead(email))).lookUp).toEqual({ outcome: 'fetched' });
    }
  });

  it('does not leave alone who fails now and then', async () => {
    const asking = enrichment();
    for (let time = 0; time < 6; time += 1) {
      provider.isDown = time % 2 === 0;
      await asking.enrich(lead(`ada@now-and-then${time}.example`));
    }
    expect(provider.asked).toHaveLength(6);
  });

  it('enriches with what there is when nothing is kept for it to look at', async () => {
    const broken: CompanyCache = {
      get: () => Promise.reject(new Error('down')),
      keep: () => Promise.reject(new Error('down')),
    };
    const enriched = await enrichment({ cache: broken }).enrich(lead('ada@acme.example', { country: 'DE' }));
    expect(enriched).toMatchObject({ features: { country: 'DE' }, lookUp: { outcome: 'failed' } });
  });

  it('asks nobody while nobody is set up', async () => {
    const offline = enrichment({ provider: async () => undefined });
    expect((await offline.enrich(lead('ada@acme.example'))).lookUp?.outcome).toBe('offline');
    expect(failures).toEqual([]);
  });

  it('without a provider of its own looks at what others have learned', async () => {
    await enrichment().enrich(lead('ada@acme.example'));
    const looking = enrichment({ provider: undefined });
    expect(await looking.enrich(lead('bo@acme.example'))).toMatchObject({ features: { employees: '250' } });
    expect((await looking.enrich(lead('cy@other.example'))).lookUp?.outcome).toBe('offline');
    expect(provider.asked).toEqual(['acme.example']);
  });
});
