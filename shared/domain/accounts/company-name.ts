import { foldWords } from '../intake/clean-text.ts';
import { LEGAL_FORMS } from './legal-forms.ts';

const LEGAL_FORM_WORDS: ReadonlySet<string> = new Set(LEGAL_FORMS);
/** Words between two legal forms, `GmbH & Co. KG`, and articles before a name, `The Acme Company`. */
const FILLER_WORDS: ReadonlySet<string> = new Set(['and', 'und', 'et', 'y', 'the']);
/** Shorter names are shared by too many companies. */
const MIN_NAME_LENGTH = 3;

/**
 * Normalises a company name for comparison: `Müller & Söhne GmbH & Co. KG` and `MULLER SOHNE` become equal. Undefined
 * when nothing distinctive is left.
 */
export function normaliseCompanyName(name: string): string | undefined {
  const words = foldWords(name).split(' ');
  const first = words[0] === 'the' ? 1 : 0;
  let end = words.length;
  while (end > first + 1 && (LEGAL_FORM_WORDS.has(words[end - 1] ?? '') || FILLER_WORDS.has(words[end - 1] ?? '')))
    end -= 1;
  const folded = words
    .slice(first, end)
    .filter((word) => !FILLER_WORDS.has(word))
    .join(' ');
  return folded.length < MIN_NAME_LENGTH || LEGAL_FORM_WORDS.has(folded) ? undefined : folded;
}
