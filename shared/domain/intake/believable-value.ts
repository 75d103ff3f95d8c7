import { foldWords } from './clean-text.ts';
import type { InterpretedField } from './source-mapping.ts';
import type { PersonField } from './submission.ts';

/** Forms of address, which some senders call a title; folded. */
const HONORIFICS: ReadonlySet<string> = new Set(
  (
    'mr,mrs,ms,miss,mx,sir,madam,maam,dr,prof,professor,mister,herr,frau,hr,fr,divers,herr dr,frau dr,herr prof,frau prof,herr prof dr,frau prof dr,' +
    'prof dr,dipl ing,mag,ing,monsieur,madame,mademoiselle,m,mme,mlle,senor,senora,senorita,sr,sra,srta,d,dna,don,dona,signor,signora,sig,sigra,' +
    'dhr,mevr,mevrouw,meneer,pan,pani,mr mrs,mr ms,rev,hon,dr med,dr ing,dr phil'
  ).split(','),
);

/** Person fields that other fields may only repeat. */
const REPEATABLE: ReadonlySet<PersonField> = new Set(['name', 'firstName', 'lastName', 'email', 'company']);

/** Fields by which the person can be reached. */
export function isNeeded(slot: PersonField): boolean {
  return slot === 'email' || slot === 'phone';
}

/**
 * Whether a value fits the field that its name claims. Some names have several meanings: a `title` may be the job, a
 * form of address or the subject of the entry, and an `email` may be a consent.
 */
export function isBelievable(slot: PersonField, value: string, all: readonly InterpretedField[]): boolean {
  switch (slot) {
    case 'email':
      return /[^\s@＠][@＠][^\s@＠]/u.test(value);
    case 'phone':
      return (value.match(/\p{Nd}/gu)?.length ?? 0) >= 5;
    case 'jobTitle':
      return !isNumberOnly(value) && !isHonorific(value) && !isRepeated(value, all);
    case 'name':
    case 'firstName':
    case 'lastName':
      return !isNumberOnly(value) && !/[@＠]/u.test(value);
    default:
      return true;
  }
}

function isNumberOnly(value: string): boolean {
  return /^[\p{Nd}\s.,+/-]+$/u.test(value);
}

function isHonorific(value: string): boolean {
  return HONORIFICS.has(foldWords(value.replaceAll('/', ' ')));
}

/** Whether a value only repeats the person's name, address or company. */
function isRepeated(value: string, all: readonly InterpretedField[]): boolean {
  const folded = foldWords(value);
  const said = (wanted: PersonField) =>
    all.flatMap(({ field, meaning }) =>
      meaning?.kind === 'person' && meaning.slot === wanted ? [foldWords(field.value)] : [],
    );
  const full = said('firstName').flatMap((first) =>
    said('lastName').flatMap((last) => [`${first} ${last}`, `${last} ${first}`]),
  );
  return [...REPEATABLE].flatMap(said).includes(folded) || full.includes(folded);
}
