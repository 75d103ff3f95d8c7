import { expect, it } from 'vitest';
import type { CompanyProvider } from '../../../shared/ports/company-provider.ts';

interface Made {
  /** Knows `acme.example` (250 employees, Fintech, Germany) and nobody else. */
  readonly provider: CompanyProvider;
  readonly goDown: () => void;
}

/** Everything a CompanyProvider promises, whatever it is made of. */
export function companyProviderContract(make: () => Promise<Made>): void {
  it('says what it knows of a company by our names', async () => {
    const { provider } = await make();
    expect(await provider.ask('acme.example')).toEqual({
      outcome: 'found',
      facts: { employees: '250', industry: 'Fintech', country: 'Germany' },
    });
  });

  it('says that it does not know a company', async () => {
    const { provider } = await make();
    expect(await provider.ask('nobody.example')).toEqual({ outcome: 'unknown' });
  });

  it('answers with a failure when it is down', async () => {
    const { provider, goDown } = await make();
    goDown();
    expect(await provider.ask('acme.example')).toEqual({ outcome: 'failed', because: 'status_503' });
  });
}
