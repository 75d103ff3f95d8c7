import { expect, it } from 'vitest';
import { toCrmPerson } from '../../../shared/domain/crm/crm-person.ts';
import { aPerson } from '../../support/builders/person.ts';

it('a new record says who the person is, and nothing else that they wrote', () => {
  const person = aPerson({
    email: 'Nora@Lindwerk.example',
    firstName: 'Nora',
    lastName: 'Lind',
    phone: '+49301',
    jobTitle: 'VP',
    answers: { a: 'b' },
  });
  expect(toCrmPerson(person)).toEqual({
    email: 'nora@lindwerk.example',
    firstName: 'Nora',
    lastName: 'Lind',
    company: 'Lindwerk',
    phone: '+49301',
    jobTitle: 'VP',
  });
});

it('a name in one piece is the last name, unless the parts are known', () => {
  expect(toCrmPerson({ name: 'Nora Lind', answers: {} })).toEqual({ lastName: 'Nora Lind' });
  expect(toCrmPerson({ name: 'Nora Lind', firstName: 'Nora', answers: {} })).toEqual({ firstName: 'Nora' });
});
