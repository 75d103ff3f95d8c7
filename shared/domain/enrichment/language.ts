import { foldWords } from '../intake/clean-text.ts';
import { lazyValue } from '../lazy-value.ts';

/** Languages by ISO 639-1 code: the name in the language itself, and in English, German, French and Spanish. */
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  ar: 'arabic, arabisch, arabe, العربية',
  bg: 'bulgarian, bulgarisch, bulgare, bulgaro, български',
  cs: 'czech, tschechisch, tcheque, checo, cestina',
  da: 'danish, danisch, danois, danes, dansk',
  de: 'german, deutsch, allemand, aleman',
  el: 'greek, griechisch, grec, griego, ελληνικα',
  en: 'english, englisch, anglais, ingles',
  es: 'spanish, spanisch, espagnol, espanol, castellano',
  et: 'estonian, estnisch, estonien, estonio, eesti',
  fi: 'finnish, finnisch, finnois, finlandes, fines, suomi',
  fr: 'french, franzosisch, franzoesisch, francais, frances',
  he: 'hebrew, hebraisch, hebreu, hebreo, עברית',
  hi: 'hindi',
  hr: 'croatian, kroatisch, croate, croata, hrvatski',
  hu: 'hungarian, ungarisch, hongrois, hungaro, magyar',
  id: 'indonesian, indonesisch, indonesien, indonesio, bahasa indonesia',
  it: 'italian, italienisch, italien, italiano',
  ja: 'japanese, japanisch, japonais, japones, 日本語',
  ko: 'korean, koreanisch, coreen, coreano, 한국어',
  lt: 'lithuanian, litauisch, lituanien, lituano, lietuviu',
  lv: 'latvian, lettisch, letton, leton, latviesu',
  nl: 'dutch, niederlandisch, niederlaendisch, neerlandais, neerlandes, holandes, nederlands',
  no: 'norwegian, norwegisch, norvegien, noruego, norsk',
  pl: 'polish, polnisch, polonais, polaco, polski',
  pt: 'portuguese, portugiesisch, portugais, portugues',
  ro: 'romanian, rumanisch, rumaenisch, roumain, rumano, romana',
  ru: 'russian, russisch, russe, ruso, русскии',
  sk: 'slovak, slowakisch, slovaque, eslovaco, slovencina',
  sl: 'slovenian, slowenisch, slovene, esloveno, slovenscina',
  sr: 'serbian, serbisch, serbe, serbio, српски',
  sv: 'swedish, schwedisch, suedois, sueco, svenska',
  th: 'thai, thailandisch, thailandais, tailandes',
  tr: 'turkish, turkisch, tuerkisch, turc, turco, turkce',
  uk: 'ukrainian, ukrainisch, ukrainien, ucraniano, українська',
  vi: 'vietnamese, vietnamesisch, vietnamien, vietnamita, tieng viet',
  zh: 'chinese, chinesisch, chinois, chino, mandarin, 中文, 简体中文, 繁體中文',
};

/** Codes for a language listed above: the two written forms of Norwegian. */
const OTHER_CODES: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

/** Built from the names above with the same folding that is applied to the text looked up. */
const codeByName = lazyValue(
  (): ReadonlyMap<string, string> =>
    new Map([
      ...Object.entries(LANGUAGE_NAMES).flatMap(([code, names]) =>
        [code, ...names.split(', ')].map((name): [string, string] => [foldWords(name), code]),
      ),
      ...Object.entries(OTHER_CODES),
    ]),
);

/**
 * Reads a language as forms state it and returns its ISO 639-1 code. Accepts a tag (`de-AT`, `de_AT`, `DE`), a name in
 * several languages, or a form's `German (Deutsch)`. Undefined if unknown.
 */
export function readLanguage(text: string): string | undefined {
  const tag = /^\s*([a-z]{2})(?:[-_][a-z0-9]{2,8}){0,3}\s*$/i.exec(text)?.[1]?.toLowerCase();
  return codeByName().get(tag ?? foldWords(text)) ?? codeByName().get(foldWords(text.replace(/\s*[([/–—-].*$/, '')));
}
