import { DEFAULT_PRIVACY, type PrivacyRules } from '../../domain/plan/privacy.ts';
import type { Deps } from '../deps.ts';

/** Returns what the plan in force says about personal data; the defaults while there is no plan. */
export async function privacyInForce({ plans }: Pick<Deps, 'plans'>): Promise<PrivacyRules> {
  return (await plans.active())?.plan.privacy ?? DEFAULT_PRIVACY;
}
