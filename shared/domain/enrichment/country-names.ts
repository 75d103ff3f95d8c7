import cs from 'i18n-iso-countries/langs/cs.json' with { type: 'json' };
import da from 'i18n-iso-countries/langs/da.json' with { type: 'json' };
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' };
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import fi from 'i18n-iso-countries/langs/fi.json' with { type: 'json' };
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import it from 'i18n-iso-countries/langs/it.json' with { type: 'json' };
import ja from 'i18n-iso-countries/langs/ja.json' with { type: 'json' };
import ko from 'i18n-iso-countries/langs/ko.json' with { type: 'json' };
import nb from 'i18n-iso-countries/langs/nb.json' with { type: 'json' };
import nl from 'i18n-iso-countries/langs/nl.json' with { type: 'json' };
import pl from 'i18n-iso-countries/langs/pl.json' with { type: 'json' };
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' };
import sv from 'i18n-iso-countries/langs/sv.json' with { type: 'json' };
import tr from 'i18n-iso-countries/langs/tr.json' with { type: 'json' };
import zh from 'i18n-iso-countries/langs/zh.json' with { type: 'json' };
import { foldWords } from '../intake/clean-text.ts';
import { lazyValue } from '../lazy-value.ts';

/** Languages whose country names are known. Where two disagree (`Congo`), the earlier one wins. */
const LANGUAGES = [en, de, fr, es, it, nl, pt, pl, sv, da, nb, fi, cs, tr, ja, zh, ko];

/** Names in use that the language data lacks: parts of countries, old and inverted official names, sports codes. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  BO: 'bolivia plurinational state of',
  CD: 'dr congo, drc, democratic republic of congo, congo the democratic republic of the, congo kinshasa',
  CG: 'congo brazzaville, republic of congo',
  CH: 'swiss, switzerland ch, confoederatio helvetica, sui',
  CI: 'cote divoire',
  CN: 'prc, mainland china, china mainland, peoples republic of china',
  CZ: 'czech',
  DE: 'brd, ger, federal republic of germany, bundesrepublik deutschland',
  ES: 'espana',
  FM: 'micronesia federated states of',
  GB: 'england, scotland, wales, northern ireland, britain, schottland, nordirland, ecosse, inglaterra, escocia, united kingdom of great britain and northern ireland',
  GR: 'hellas, el',
  HK: 'hong kong sar, hong kong sar china, hong kong special administrative region of china',
  IE: 'eire, republic of ireland',
  IR: 'iran islamic republic of',
  KP: 'korea democratic peoples republic of, dprk',
  KR: 'korea, korea republic of, rok',
  LA: 'lao peoples democratic republic',
  MD: 'moldova republic of',
  MK: 'macedonia, the former yugoslav republic of macedonia',
  MO: 'macau sar, macao sar',
  NL: 'ned, nederland, holland',
  PS: 'palestine state of, palestinian territories',
  RU: 'russian federation, rf',
  SY: 'syrian arab republic',
  TW: 'taiwan province of china, roc',
  TZ: 'tanzania united republic of',
  US: 'america, estados unidos de america, united states us, vereinigte staaten von amerika, etats unis, etats unis damerique, eeuu, ee uu',
  VA: 'vatican, vatican city, holy see vatican city state',
  VE: 'venezuela bolivarian republic of',
  VG: 'virgin islands british',
  VI: 'virgin islands us',
  VN: 'viet nam',
  AT: 'oesterreich',
};

/**
 * Returns the country for a name folded by {@link foldWords}. The index is built on first use, because many leads name
 * no country.
 */
export function findCountryByName(foldedName: string): string | undefined {
  return byName().get(foldedName);
}

const byName = lazyValue(buildNameIndex);

function buildNameIndex(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const [code, names] of Object.entries(OTHER_NAMES)) for (const name of names.split(', ')) index.set(name, code);
  for (const { countries } of LANGUAGES) {
    for (const [code, names] of Object.entries(countries)) {
      for (const name of [names].flat().map(foldWords)) if (!index.has(name)) index.set(name, code);
    }
  }
  return index;
}
