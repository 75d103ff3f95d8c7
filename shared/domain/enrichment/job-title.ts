import { foldWords } from '../intake/clean-text.ts';
import {
  DEPARTMENT_PHRASES,
  type Department,
  type DepartmentSign,
  RANK_PHRASES,
  type RankSign,
  SENIORITIES,
  type Seniority,
} from './job-title-words.ts';
import { type PhraseBook, phraseBook, signsIn } from './phrase-matcher.ts';

/** What a job title reveals; unknown parts are absent. */
export interface JobTitle {
  readonly seniority?: Seniority;
  readonly department?: Department;
}

const RANKS: PhraseBook<RankSign> = phraseBook(RANK_PHRASES);
const FIELDS_OF_WORK: PhraseBook<DepartmentSign> = phraseBook(DEPARTMENT_PHRASES);

/**
 * A second grammatical gender in a word: `Leiter*in`, `Leiter/-in`, `Directeur(trice)`, `Ingénieur·e`, `Director/a`.
 */
const SECOND_GENDER =
  /(?<=\p{L})(?:[*:_·•]|\/-?|\(-?)(?:in|innen|r|e|a|o|es|as|ne|ère|ere|euse|trice|rice)\)?(?!\p{L})/gu;

/**
 * The part of a title that names the boss: `Assistant to the CEO`. In `go to market`, however, "to" is part of a
 * department.
 */
const WORKS_FOR = /(?<!\b(?:go|b|business))\sto\s.*$/;

/** Reads seniority and department from a job title. */
export function readJobTitle(title: string): JobTitle {
  const plain = title.toLowerCase().replace(SECOND_GENDER, '');
  const words = foldWords(plain).replace(WORKS_FOR, '').split(' ');
  const department = signsIn(FIELDS_OF_WORK, words).find((sign) => sign !== 'none');
  return { seniority: highest(signsIn(RANKS, words), department), department };
}

/** Returns the highest seniority. A title with a department but no rank is an individual contributor's. */
function highest(signs: readonly RankSign[], department: Department | undefined): Seniority | undefined {
  if (signs.includes('student')) return 'student';
  if (signs.includes('assistant')) return 'ic';
  const rank = SENIORITIES.find((seniority) => signs.includes(seniority));
  return rank ?? (department && 'ic');
}
