import { type FormFields, formFieldsFor } from '../../domain/forms/form-fields.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Source } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';

/** Whom a form asks about. */
export type FormSubject = { readonly lead: LeadId } | { readonly email: string };

/** No lead has it. Looked up in place of the lead of an unknown person. */
const NO_LEAD: LeadId = 'lead_0';

/**
 * Finds which fields of a source's form are known of a person, and which to ask for next. Reads as much, in the same
 * order, for a person whom nobody knows as for one who is known, so that neither the answer nor the time it takes says
 * whether Baton knows somebody.
 */
export async function findFormFields(
  subject: FormSubject,
  source: Pick<Source, 'fields' | 'ask'>,
  deps: Pick<Deps, 'leads' | 'plans' | 'personKeys'>,
): Promise<FormFields> {
  const id = 'lead' in subject ? subject.lead : await leadOf(subject.email, deps);
  const [lead, person, active] = await Promise.all([deps.leads.load(id), deps.leads.person(id), deps.plans.active()]);
  return formFieldsFor({ source, plan: active?.plan, lead, person });
}

async function leadOf(email: string, deps: Pick<Deps, 'leads' | 'personKeys'>): Promise<LeadId> {
  const [key = 'none'] = await deps.personKeys({ email, answers: {} });
  return (await deps.leads.leadOfPerson(key)) ?? NO_LEAD;
}
