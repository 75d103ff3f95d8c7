import { emailKindOf, readEmails } from '../enrichment/email.ts';
import { fieldMeaningOf } from '../intake/field-names.ts';
import { IGNORED } from '../intake/source-mapping.ts';
import type { Person } from '../intake/submission.ts';
import type { Lead } from '../lead/lead.ts';
import type { Plan } from '../plan/plan.ts';
import { isEnrichedField, rankRoutingFields } from '../plan/routing-fields.ts';

/** How many fields a form asks for: at first, and how many more with each return of the person. */
export interface AskPace {
  readonly first: number;
  readonly more: number;
}

/** The pace of a source that names none. */
const DEFAULT_ASK: AskPace = { first: 3, more: 2 };

/** Names of fields, Baton's and those of the form for them. Never a value. */
export interface FormFields {
  /** What is known of the person, for the form to hide. Sorted. */
  readonly known: readonly string[];
  /** What to ask for next, most used by the plan first. */
  readonly ask: readonly string[];
}

/** The fields of a person that a form may hide, and those of them that belong to the company. */
const PERSON_FIELDS = ['email', 'phone', 'name', 'firstName', 'lastName', 'jobTitle'] as const;
const COMPANY_FIELDS = ['company', 'website', 'city', 'postalCode'] as const;

/**
 * Returns which fields of a source's form are known of a person, and which to ask for next: the fields that the plan
 * routes by, ranked by use. Somebody of whom nothing is known gets the same answer as somebody whom Baton has never
 * seen. A guess is not known, so that the form asks for it.
 */
export function formFieldsFor(form: {
  readonly source: { readonly fields?: Readonly<Record<string, string>>; readonly ask?: AskPace };
  readonly plan: Plan | undefined;
  readonly lead: Lead | undefined;
  readonly person: Person | undefined;
}): FormFields {
  const { source, plan, lead, person } = form;
  const known = lead && person ? knownFieldsOf(lead, person) : new Set<string>();
  const returns = known.size === 0 ? 0 : (lead?.touchpoints.length ?? 0);
  const { first, more } = source.ask ?? DEFAULT_ASK;
  const wanted = plan ? rankRoutingFields(plan).filter((field) => !known.has(field)) : [];
  const inForm = (fields: readonly string[]) => fields.flatMap((field) => [field, ...formNamesOf(field, source)]);
  return { known: inForm([...known].sort()), ask: inForm(wanted.slice(0, first + more * returns)) };
}

/** Several people write from a shared mailbox, so of its name and phone number nothing is known. */
function knownFieldsOf(lead: Lead, person: Person): ReadonlySet<string> {
  const [email] = readEmails(person.email ?? '');
  const isShared = email !== undefined && emailKindOf(email) === 'role';
  const own = isShared ? (['email', ...COMPANY_FIELDS] as const) : [...PERSON_FIELDS, ...COMPANY_FIELDS];
  const facts = [...Object.keys(lead.features), ...Object.keys(person.submittedFacts ?? {})];
  const guessed = new Set(lead.guessedFields);
  return new Set([
    ...own.filter((field) => person[field] !== undefined),
    ...facts.filter((field) => isEnrichedField(field) && !field.includes('.') && !guessed.has(field)),
  ]);
}

/** Returns how the form of a source calls one of Baton's fields, if its definition says so. */
function formNamesOf(field: string, { fields = {} }: { readonly fields?: Readonly<Record<string, string>> }) {
  return Object.entries(fields)
    .flatMap(([name, target]) => (name !== field && fieldOf(target) === field ? [name] : []))
    .sort();
}

function fieldOf(target: string): string | undefined {
  if (target === IGNORED) return undefined;
  const meaning = fieldMeaningOf(target);
  if (meaning === undefined) return target;
  return 'slot' in meaning ? meaning.slot : undefined;
}
