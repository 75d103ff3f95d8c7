import type { CompanyProvider, ProviderAnswer } from '../../shared/ports/company-provider.ts';
import type { DoctorFinding } from '../finding.ts';

/** A domain that belongs to no company (RFC 2606): a provider that does not know it works. */
const ASKED_DOMAIN = 'example.com';

/** Looks one domain up at the provider, within its limits of time. @param provider undefined while none is set */
export async function checkEnrichment(
  provider: Pick<CompanyProvider, 'lookUp'> | undefined,
): Promise<readonly DoctorFinding[]> {
  return [judgeEnrichment(await provider?.lookUp(ASKED_DOMAIN))];
}

/** Judges the provider by its answer. Without it leads are routed with what is known, so it is never a failure. */
function judgeEnrichment(answer: ProviderAnswer | undefined): DoctorFinding {
  const check = 'Enrichment';
  if (!answer) return { check, state: 'ok', observed: 'no provider is set' };
  if (answer.outcome !== 'failed') return { check, state: 'ok', observed: `the provider answers: ${answer.outcome}` };
  const observed = `the provider cannot be asked: ${answer.because}`;
  const isRefused = answer.because === 'status_401' || answer.because === 'status_403';
  const todo = isRefused
    ? 'It refuses the secret. Give it the right one: baton enrichment rotate'
    : 'docs/runbook.md#enrichment-failing';
  return { check, state: 'warning', observed, todo };
}
