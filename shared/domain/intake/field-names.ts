import { lazyValue } from '../lazy-value.ts';
import { foldWords } from './clean-text.ts';
import type { PersonField } from './submission.ts';

/** What a form's field means to Baton. */
export type FieldMeaning =
  | { readonly kind: 'person'; readonly slot: PersonField }
  | { readonly kind: 'given'; readonly slot: string }
  | { readonly kind: 'touch' | 'submittedAt' | 'submissionId' | 'externalId' | 'test' }
  /** Free text for a rep to read; not used otherwise. */
  | { readonly kind: 'answer' };

/**
 * Field names that forms use for a person's identity, in English, German, French and Spanish. Spelling and separators
 * do not matter.
 */
const PERSON_NAMES: Readonly<Record<PersonField, string>> = {
  email:
    'email, email address, work email, work email address, business email, business email address, company email, ' +
    'corporate email, professional email, your email, your work email, contact email, user email, mail, email work, ' +
    'email 1, emails, email addresses, e mail adresse, geschäftliche e-mail, adresse email, adresse e-mail, email professionnel, courriel, ' +
    'correo, correo electrónico, email corporativo',
  phone:
    'phone, phone number, phones, phone numbers, telephone, telephone number, tel, mobile, mobile phone, mobile number, cell, cell phone, ' +
    'work phone, business phone, your phone, contact phone, phone work, telefon, telefonnummer, rufnummer, handy, ' +
    'handynummer, téléphone, numéro de téléphone, portable, teléfono, móvil, número de teléfono',
  name:
    'name, full name, your name, contact name, lead name, person name, display name, vollständiger name, ' +
    'nom complet, nombre completo',
  firstName: 'first name, name first, fname, given name, forename, vorname, prénom, nombre',
  lastName:
    'last name, name last, lname, surname, family name, nachname, familienname, nom, nom de famille, apellido, ' +
    'apellidos',
  company:
    'company, company name, company account, account company, organization, organisation, organization name, organisation name, org, account name, ' +
    'business name, employer, firma, firmenname, unternehmen, entreprise, société, nom de l’entreprise, empresa, ' +
    'nombre de la empresa',
  jobTitle:
    'job title, title, job, job role, role, position, your role, jobtitle, occupation, function, person title, ' +
    'berufsbezeichnung, funktion, jobtitel, poste, fonction, intitulé du poste, cargo, puesto',
  website:
    'website, web site, company website, company url, homepage, website url, company domain, webseite, site web, ' +
    'sitio web, company website url',
  city: 'city, town, address city, stadt, ort, wohnort, ville, ciudad',
  postalCode:
    'postal code, postcode, zip, zip code, address zip, address postal code, plz, postleitzahl, code postal, ' +
    'código postal',
};

/** Field names that forms use for routing fields. */
const ROUTING_NAMES: Readonly<Record<string, string>> = {
  country: 'country, country code, country region, address country, company country, country name, land, pays, país',
  employees:
    'employees, employee count, number of employees, num employees, no of employees, company size, ' +
    'company employees, size, team size, headcount, employee range, employees range, how many employees, ' +
    'mitarbeiter, mitarbeiterzahl, anzahl mitarbeiter, unternehmensgröße, effectif, nombre d’employés, ' +
    'taille de l’entreprise, empleados, número de empleados, tamaño de la empresa',
  industry: 'industry, company industry, sector, branche, industrie, secteur, secteur d’activité, industria',
  product:
    'product, product interest, product of interest, interested in, interest, solution, produkt, produit, producto',
  language: 'language, lang, locale, preferred language, sprache, langue, idioma',
  region: 'region, sales region, geo',
  state: 'state, province, state province, state region, address state, bundesland, provincia',
  campaign: 'campaign, campaign name, utm campaign',
  page: 'page, page url, page uri, page path, landing page, source url, referrer page',
};

const OTHER_NAMES: Readonly<
  Record<'touch' | 'submittedAt' | 'submissionId' | 'externalId' | 'test' | 'answer', string>
> = {
  touch: 'touch, touch type, kind of touch',
  submittedAt: 'submitted at, submit time, submission date, submission time, lead submit time',
  submissionId: 'id, submission id, event id, response id, entry id, form submission id',
  externalId: 'external id',
  test: 'test, is test, test lead',
  answer:
    'answer, message, your message, comment, comments, note, notes, question, questions, additional information, ' +
    'how can we help, how can we help you, anything else, nachricht, ihre nachricht, kommentar, bemerkung, frage, ' +
    'commentaire, votre message, mensaje, comentario, comentarios',
};

/** Objects that senders wrap a lead's fields in. They say nothing about a field's meaning. */
const WRAPPERS: ReadonlySet<string> = new Set(
  splitList(
    'data, lead, fields, form, form fields, form data, payload, properties, contact, attributes, submission, answers, ' +
      'human fields, person, values, form values',
  ),
);

/**
 * The wrappers whose own `id` is the entry's id. `form.id` or `contact.id` stays the same from one entry to the next.
 */
const ENTRY_WRAPPERS: ReadonlySet<string> = new Set(splitList('data, payload, submission'));

const meanings = lazyValue(
  (): ReadonlyMap<string, FieldMeaning> =>
    new Map([
      ...nameEntriesOf(PERSON_NAMES, (slot) => ({ kind: 'person', slot })),
      ...nameEntriesOf(ROUTING_NAMES, (slot) => ({ kind: 'given', slot })),
      ...nameEntriesOf(OTHER_NAMES, (kind) => ({ kind })),
    ]),
);

function nameEntriesOf<Name extends string>(
  names: Readonly<Record<Name, string>>,
  meaning: (name: Name) => FieldMeaning,
): [string, FieldMeaning][] {
  const known = Object.keys(names) as Name[];
  return known.flatMap((name) =>
    splitList(names[name]).map((spelling): [string, FieldMeaning] => [compactName(spelling), meaning(name)]),
  );
}

/**
 * Returns what a form's field means, by its name: `Work e-mail`, `work_email` and `data[workEmail]` are all the e-mail
 * address. Undefined if unknown.
 */
export function fieldMeaningOf(fieldName: string): FieldMeaning | undefined {
  const { wrappers, rest, name } = splitWrappers(fieldName);
  const meaning = meanings().get(rest) ?? alternativesMeaningOf(name);
  return meaning?.kind === 'submissionId' && !wrappers.every((part) => ENTRY_WRAPPERS.has(part)) ? undefined : meaning;
}

/** Separates the wrappers around a name, folded, from the name itself without case, accents and separators. */
export function splitWrappers(fieldName: string): {
  readonly wrappers: readonly string[];
  readonly rest: string;
  readonly name: string;
} {
  const path = fieldName
    .replace(/\[([^\]]*)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '');
  const wrapped = path.slice(0, -1).map(foldWords);
  const inside = wrapped.findIndex((part) => !WRAPPERS.has(part));
  const wrappers = inside === -1 ? wrapped : wrapped.slice(0, inside);
  const name = path.slice(wrappers.length).join(' ');
  return { wrappers, rest: compactName(name), name };
}

/** What form builders put around the name of a field: `No Label email`, `q3_email`, `Email 2`, `email (2)`. */
const BUILDER_PREFIX = /^(?:no label|q\d+|form field|input)(?=[\s_-])[\s_-]*/i;
const BUILDER_SUFFIX = /[\s_-]*\(?\d{1,3}\)?\s*[*:]?$/;

/** Returns the meaning of a name without what form builders put around it. Only a person's field or a routing field. */
export function looseMeaningOf(fieldName: string): FieldMeaning | undefined {
  const { wrappers } = splitWrappers(fieldName);
  const last = fieldName
    .replace(/\[([^\]]*)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
    .slice(wrappers.length)
    .join('.');
  const bare = last.replace(BUILDER_PREFIX, '').replace(BUILDER_SUFFIX, '');
  const meaning = bare === last ? undefined : questionMeaningOf(bare);
  return meaning?.kind === 'person' || meaning?.kind === 'given' ? meaning : undefined;
}

/** Returns what a name of alternatives means, if they all mean the same: `Zip/Postal Code`, `Phone or mobile`. */
function alternativesMeaningOf(name: string): FieldMeaning | undefined {
  const [first, ...others] = name
    .split(/[/|]|\b(?:or|oder|ou)\b/i)
    .map((part): FieldMeaning | undefined => meanings().get(compactName(part)));
  const isSame = (other: FieldMeaning | undefined) => JSON.stringify(other) === JSON.stringify(first);
  return others.length > 0 && others.every(isSame) ? first : undefined;
}

/** How a question asks for something that is a field name on its own, folded: `What is your first name?` */
const QUESTION_PREFIX =
  /^(?:and )?(?:whats|what is|what are|please (?:enter|give us|tell us|share)|enter|tell us|wie (?:ist|lautet|heisst)|quel(?:le)? est|cual es) (?:your|the|ihr|ihre|votre|tu|su) /;

/** Returns what a form's question asks for; undefined if unknown. */
export function questionMeaningOf(question: string): FieldMeaning | undefined {
  return fieldMeaningOf(question) ?? meanings().get(compactName(foldWords(question).replace(QUESTION_PREFIX, '')));
}

function splitList(names: string): readonly string[] {
  return names.split(', ');
}

/** Removes case, accents and separators from a name: `firstName`, `first_name` and `First name` become equal. */
function compactName(name: string): string {
  return foldWords(name).replaceAll(' ', '');
}
