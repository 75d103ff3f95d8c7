import type { Person } from '../../../shared/domain/intake/submission.ts';

/** Builds a fictional person. */
export function aPerson(overrides: Partial<Person> = {}): Person {
  return {
    email: 'nora.lind@lindwerk.example',
    name: 'Nora Lind',
    company: 'Lindwerk',
    answers: {},
    ...overrides,
  };
}
