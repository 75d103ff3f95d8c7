import type { Findings } from './fact.ts';
import { givenFacts } from './submitted-facts.ts';

/** What a provider says about the company, read as the same fields of a form are; where the company is, is read with the other clues of place. */
export function companyFacts(company: Readonly<Record<string, string>>): Findings {
  const { facts, unknown } = givenFacts(company);
  return { facts: facts.map((fact) => ({ ...fact, from: 'provider' })), unknown };
}
