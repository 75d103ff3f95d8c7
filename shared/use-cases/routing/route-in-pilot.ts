import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import { companyKeyOf } from '../../domain/lead/company-key.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { placeInPilot } from '../../domain/pilot/pilot.ts';
import type { ActivePlan, PlanVersion } from '../../ports/plan-store.ts';
import type { Deps } from '../deps.ts';
import { type EnrichDeps, gatherEnrichment } from './enrich.ts';

/** What enriching a lead for its routing needs. */
export type PilotEnrichDeps = EnrichDeps & Pick<Deps, 'plans' | 'hash'>;

/**
 * Enriches a lead for the plan that will route it. While a pilot runs, the lead's account decides which that is; the
 * fields of a plan differ, so a lead of the candidate is enriched for the candidate.
 */
export async function gatherForRouting(
  about: {
    readonly lead: Lead;
    readonly person: Person;
    readonly active: ActivePlan | undefined;
    readonly now: Instant;
  },
  deps: PilotEnrichDeps,
): Promise<EnrichmentResult> {
  const { lead, person, active, now } = about;
  const found = await gatherEnrichment({ lead, person, plan: active?.plan, now }, deps);
  if (!active?.pilot || lead.test) return found;
  const subject = { company: companyKeyOf({ ...lead, ...found }), person: lead.personKey };
  const pilot = placeInPilot(active.pilot, subject, deps.hash);
  if (!pilot) return found;
  const { plan, version } = await planToRouteBy(active, { pilot }, deps);
  if (version === active.version) return { ...found, pilot };
  return { ...(await gatherEnrichment({ lead, person, plan, now }, deps)), pilot };
}

/**
 * Returns the plan that routes a lead: the candidate for the leads of its accounts while that pilot runs, else the plan
 * in force.
 * @throws when the candidate is missing: versions are immutable
 */
export async function planToRouteBy(
  active: ActivePlan,
  found: Pick<EnrichmentResult, 'pilot'>,
  deps: Pick<Deps, 'plans'>,
): Promise<PlanVersion> {
  if (found.pilot?.arm !== 'candidate' || found.pilot.id !== active.pilot?.id) return active;
  const candidate = await deps.plans.version(active.pilot.version);
  if (!candidate) throw new Error(`plan version ${active.pilot.version} is piloted but not stored`);
  return candidate;
}
