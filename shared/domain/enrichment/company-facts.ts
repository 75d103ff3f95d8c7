import type { Findings } from './fact.ts';
import { givenFacts } from './submitted-facts.ts';

/**
 * Reads a provider's data about the company with the same readers as form fields. The company's location is read
 * together with the other clues about place.
 */
export function companyFacts(company: Readonly<Record<string, string>>): Findings {
  const { facts, unknown } = givenFacts(company);
  return { facts: facts.map((fact) => ({ ...fact, from: 'provider' })), unknown };
}
