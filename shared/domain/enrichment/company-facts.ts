import type { FactFindings } from './fact.ts';
import { readStatedFacts } from './submitted-facts.ts';

/**
 * Reads a provider's data about the company with the same readers as form fields. The company's location is read
 * together with the other clues about place.
 */
export function readCompanyFacts(company: Readonly<Record<string, string>>): FactFindings {
  const { facts, unknownValues } = readStatedFacts(company);
  return { facts: facts.map((fact) => ({ ...fact, provenance: 'provider' as const })), unknownValues };
}
