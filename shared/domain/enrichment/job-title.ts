import { foldWords } from '../intake/clean-text.ts';
import { lazyValue } from '../lazy-value.ts';
import {
  DEPARTMENT_PHRASES,
  type Department,
  type DepartmentSign,
  SENIORITIES,
  SENIORITY_PHRASES,
  type Seniority,
  type SenioritySign,
} from './job-title-words.ts';
import { createPhraseMatcher, findSigns, type PhraseMatcher } from './phrase-matcher.ts';

/** What a job title reveals; unknown parts are absent. */
export interface JobTitle {
  readonly seniority?: Seniority;
  readonly department?: Department;
}

const seniorityRanks = lazyValue((): PhraseMatcher<SenioritySign> => createPhraseMatcher(SENIORITY_PHRASES));
const departments = lazyValue((): PhraseMatcher<DepartmentSign> => createPhraseMatcher(DEPARTMENT_PHRASES));

/**
 * A second grammatical gender in a word: `Leiter*in`, `Leiter/-in`, `Directeur(trice)`, `Ingénieur·e`, `Director/a`.
 */
const SECOND_GENDER_SUFFIX =
  /(?<=\p{L})(?:[*:_·•]|\/-?|\(-?)(?:in|innen|r|e|a|o|es|as|ne|ère|ere|euse|trice|rice)\)?(?!\p{L})/gu;

/**
 * The part of a title that names the boss: `Assistant to the CEO`. In `go to market`, however, "to" is part of a
 * department.
 */
const BOSS_SUFFIX = /(?<!\b(?:go|b|business))\sto\s.*$/;

/** Reads seniority and department from a job title. */
export function readJobTitle(title: string): JobTitle {
  const plain = title.toLowerCase().replace(SECOND_GENDER_SUFFIX, '');
  const words = foldWords(plain).replace(BOSS_SUFFIX, '').split(' ');
  const department = findSigns(departments(), words).find((sign) => sign !== 'none');
  return { seniority: highestSeniorityOf(findSigns(seniorityRanks(), words), department), department };
}

/** Returns the highest seniority. A title with a department but no rank is an individual contributor's. */
function highestSeniorityOf(
  signs: readonly SenioritySign[],
  department: Department | undefined,
): Seniority | undefined {
  if (signs.includes('student')) return 'student';
  if (signs.includes('assistant')) return 'ic';
  const rank = SENIORITIES.find((seniority) => signs.includes(seniority));
  return rank ?? (department && 'ic');
}
