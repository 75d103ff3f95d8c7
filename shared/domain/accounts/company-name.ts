import { foldWords } from '../intake/clean-text.ts';

/**
 * Legal forms at the end of company names, as {@link foldWords} writes them. They are removed before names are
 * compared. Reviewed by hand: only legal forms, never distinctive words ("group", "international").
 */
const LEGAL_FORM_WORDS: ReadonlySet<string> = new Set(
  [
    // English
    'inc incorporated corp corporation co company llc llp lp ltd limited plc pllc pty pbc',
    // German
    'gmbh mbh ag kg kgaa ohg gbr ug se eg ev ek haftungsbeschrankt',
    // French, Belgian, Swiss
    'sa sas sasu sarl eurl scop snc sprl srl bvba sagl',
    // Dutch, Nordic
    'bv nv vof cv ab aktiebolag as asa aps oy oyj hf ehf',
    // Italian, Spanish, Portuguese
    'spa srls sapa sl slu sau lda ltda eireli cv',
    // Polish, Czech, Slovak, Hungarian, Baltic
    'spzoo sp z oo spolka akcyjna sro kft zrt nyrt ou uab sia doo dd ad ood eood',
    // Asia
    'kk kabushiki kaisha gk pte sdn bhd pvt private jsc ooo',
  ].flatMap((list) => list.split(' ')),
);
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
