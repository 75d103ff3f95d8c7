import { expect, it } from 'vitest';
import { checkEnrichment } from '../../../cli/doctor/enrichment-call.ts';
import type { ProviderAnswer } from '../../../shared/ports/company-provider.ts';

it.each<[ProviderAnswer, string, string | undefined]>([
  [{ outcome: 'unknown' }, 'ok', undefined],
  [{ outcome: 'found', facts: {} }, 'ok', undefined],
  [{ outcome: 'failed', because: 'status_401' }, 'warning', 'baton enrichment rotate'],
  [{ outcome: 'failed', because: 'timeout' }, 'warning', 'docs/runbook.md#enrichment-failing'],
])('judges a provider that answers %o as %s', async (answer, state, todo) => {
  const asked: string[] = [];
  const lookUp = async (domain: string) => {
    asked.push(domain);
    return answer;
  };
  const [found] = await checkEnrichment({ lookUp });
  expect(found?.state).toBe(state);
  if (todo === undefined) expect(found?.todo).toBeUndefined();
  else expect(found?.todo).toContain(todo);
  expect(asked).toEqual(['example.com']);
});

it('says that no provider is set', async () => {
  expect(await checkEnrichment(undefined)).toEqual([
    { check: 'Enrichment', state: 'ok', observed: 'no provider is set' },
  ]);
});
