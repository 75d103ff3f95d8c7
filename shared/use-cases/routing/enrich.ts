import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { findPrimaryTouchpoint } from '../../domain/lead/primary-touchpoint.ts';
import { ownValue } from '../../domain/own-value.ts';
import { normaliseFields, planFieldsOf } from '../../domain/plan/field-values.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { coverageOf } from '../../domain/plan/routing-fields.ts';
import { undeclaredFeaturesOf } from '../../domain/plan/undeclared-features.ts';
import type { Deps } from '../deps.ts';
import { type MatchAccountDeps, matchAccount } from './match-account.ts';

/** What enrichment needs. */
export type EnrichDeps = Pick<Deps, 'enrichment' | 'newId'> & MatchAccountDeps;

/** Facts derived from a phone number's country code or a top-level domain are guesses, however likely. */
const GUESSED_FROM: readonly string[] = ['phone', 'tld'];

/** A lead with its person, and the plan and time to enrich it for. */
interface EnrichLeadInput {
  readonly lead: Lead;
  readonly person: Person;
  readonly plan: Plan | undefined;
  readonly now: Instant;
}

/** Returns what routing needs: the submitted facts and what enrichment finds. */
export async function gatherEnrichment(about: EnrichLeadInput, deps: EnrichDeps): Promise<EnrichmentResult> {
  const { lead, person, plan } = about;
  const { submittedFacts = {} } = person;
  const last = lead.touchpoints.at(-1);
  const { features, provenance, company, lookUp } = await deps.enrichment.enrich({
    person,
    submittedFacts,
    touch: last?.touch ?? 'unknown',
    source: last?.source ?? lead.source,
  });
  const guessed = Object.keys(provenance)
    .filter((field) => GUESSED_FROM.includes(ownValue(provenance, field) ?? ''))
    .sort();
  const resultId = deps.newId();
  const undeclared = undeclaredFeaturesOf(plan?.fields ?? {}, { features, provenance });
  if (!plan)
    return { ...(await matchAccount({ ...about, features: undeclared }, deps)), resultId, guessedFields: guessed };
  // Fields that the plan declares take only values the plan knows.
  const known = {
    ...undeclared,
    ...normaliseFields(plan.fields, company ?? {}).features,
    ...planFieldsOf(plan.fields, submittedFacts, features).features,
  };
  const primary = findPrimaryTouchpoint(lead, plan.scoring, known) ?? last;
  const routed = { ...known, ...(primary && { touch: primary.touch, source: primary.source }) };
  const found = await matchAccount({ ...about, features: routed }, deps);
  return {
    ...found,
    resultId,
    guessedFields: guessed,
    enrichment: coverageOf(plan, found.features, lookUp?.outcome ?? 'offline'),
  };
}
