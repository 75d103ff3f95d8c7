import type { Person } from '../intake/submission.ts';

/** What a new record says about the person. An existing record keeps what it says. */
export interface CrmPerson {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly phone?: string;
  readonly jobTitle?: string;
}

/** Returns what a new record is to say about a person. A name in one piece counts as the last name. */
export function toCrmPerson({ email, firstName, lastName, name, company, phone, jobTitle }: Person): CrmPerson {
  const last = lastName ?? (firstName === undefined ? name : undefined);
  return {
    ...(email !== undefined && { email: email.toLowerCase() }),
    ...(firstName !== undefined && { firstName }),
    ...(last !== undefined && { lastName: last }),
    ...(company !== undefined && { company }),
    ...(phone !== undefined && { phone }),
    ...(jobTitle !== undefined && { jobTitle }),
  };
}
