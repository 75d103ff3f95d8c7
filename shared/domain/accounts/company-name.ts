import { foldWords } from '../intake/clean-text.ts';
import { LEGAL_FORMS } from './legal-forms.ts';

const FORMS: ReadonlySet<string> = new Set(LEGAL_FORMS);
/** Words between two legal forms, `GmbH & Co. KG`, and articles before a name, `The Acme Company`. */
const BETWEEN: ReadonlySet<string> = new Set(['and', 'und', 'et', 'y', 'the']);
/** Shorter names are shared by too many companies. */
const SHORTEST = 3;

/**
 * Normalises a company name for comparison: `Müller & Söhne GmbH & Co. KG` and `MULLER SOHNE` become equal. Undefined
 * when nothing distinctive is left.
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
