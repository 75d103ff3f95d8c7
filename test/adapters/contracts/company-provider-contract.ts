import { expect, it } from 'vitest';
import type { CompanyProvider } from '../../../shared/ports/company-provider.ts';

interface ProviderUnderTest {
  /** Knows `acme.example` (250 employees, Fintech, Germany) and no other company. */
  readonly provider: CompanyProvider;
  readonly goDown: () => void;
}

/** Contract of every CompanyProvider. */
export function companyProviderContract(make: () => Promise<ProviderUnderTest>): void {
  it('returns company data under our field names', async () => {
    const { provider } = await make();
    expect(await provider.lookUp('acme.example')).toEqual({
      outcome: 'found',
      facts: { employees: '250', industry: 'Fintech', country: 'Germany' },
    });
  });

  it('reports an unknown company', async () => {
    const { provider } = await make();
    expect(await provider.lookUp('nobody.example')).toEqual({ outcome: 'unknown' });
  });

  it('reports a failure when it is down', async () => {
    const { provider, goDown } = await make();
    goDown();
    expect(await provider.lookUp('acme.example')).toEqual({ outcome: 'failed', because: 'status_503' });
  });
}
