import { foldWords } from '../intake/clean-text.ts';
import { LEGAL_FORMS } from './legal-forms.ts';

const FORMS: ReadonlySet<string> = new Set(LEGAL_FORMS);
/** Joins two forms, `GmbH & Co. KG`, and stands before a name, `The Acme Company`. */
const BETWEEN: ReadonlySet<string> = new Set(['and', 'und', 'et', 'y', 'the']);
/** A shorter name is one that too many companies have. */
const SHORTEST = 3;

/**
 * A company's name as names are compared: `Müller & Söhne GmbH & Co. KG` and `MULLER SOHNE` are one. Undefined when nothing is left
 * that tells companies apart.
 */
export function foldedCompanyName(name: string): string | undefined {
  const words = foldWords(name).split(' ');
  const first = words[0] === 'the' ? 1 : 0;
  let end = words.length;
  while (end > first + 1 && (FORMS.has(words[end - 1] ?? '') || BETWEEN.has(words[end - 1] ?? ''))) end -= 1;
  const folded = words
    .slice(first, end)
    .filter((word) => !BETWEEN.has(word))
    .join(' ');
  return folded.length < SHORTEST || FORMS.has(folded) ? undefined : folded;
}
