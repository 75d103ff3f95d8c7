import { foldWords } from '../intake/clean-text.ts';
import { lazyValue } from '../lazy-value.ts';

/** Sales regions: Europe, the Middle East and Africa; the Americas; Asia-Pacific. */
export const REGIONS = ['emea', 'amer', 'apac'] as const;
export type Region = (typeof REGIONS)[number];

/**
 * The sales region of each country. Follows the United Nations' areas (M49) with the exceptions usual in sales: all of
 * Russia, Türkiye, the Caucasus and Central Asia are in EMEA; Pakistan and Afghanistan in APAC.
 */
const COUNTRIES_BY_REGION: Readonly<Record<Region, string>> = {
  emea:
    // Europe
    'AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM ' +
    'TR UA VA XK ' +
    // the Middle East, the Caucasus and Central Asia
    'AE AM AZ BH GE IL IQ IR JO KG KW KZ LB OM PS QA SA SY TJ TM UZ YE ' +
    // Africa
    'AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD ' +
    'TG TN TZ UG YT ZA ZM ZW',
  amer:
    'AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC ' +
    'TT US UY VC VE VG VI',
  apac:
    'AF AQ AS AU BD BN BT CC CK CN CX FJ FM GU HK HM ID IN IO JP KH KI KP KR LA LK MH MM MN MO MP MV MY NC NF NP NR NU NZ PF PG PH PK PN PW SB SG TF TH TK ' +
    'TL TO TV TW UM VN VU WF WS',
};

const regionByCountry = lazyValue(
  (): ReadonlyMap<string, Region> =>
    new Map(
      REGIONS.flatMap((region) =>
        COUNTRIES_BY_REGION[region].split(' ').map((code): [string, Region] => [code, region]),
      ),
    ),
);

/** Names of regions in forms. Latin America is part of the Americas. */
const REGION_NAMES: Readonly<Record<Region, string>> = {
  emea:
    'emea, europe, europa, eu, european union, middle east, africa, mea, europe middle east and africa, western europe, eastern europe, nordics, dach, benelux, ' +
    'uki, uk and ireland, naher osten, afrika, afrique, moyen orient',
  amer:
    'amer, americas, america, the americas, north america, south america, latin america, latam, na, nam, noram, amerika, nordamerika, amerique, amerique du nord, ' +
    'america del norte, latinoamerica, americas latam',
  apac: 'apac, asia, asia pacific, asia pac, apj, japac, oceania, anz, asean, southeast asia, asien, asie, asien pazifik, asie pacifique',
};

const regionByName = lazyValue(
  (): ReadonlyMap<string, Region> =>
    new Map(
      REGIONS.flatMap((region) => REGION_NAMES[region].split(', ').map((name): [string, Region] => [name, region])),
    ),
);

/** Returns the region of a country by its ISO code. */
export function regionOf(country: string): Region | undefined {
  return regionByCountry().get(country);
}

/**
 * Reads a region named in a form, `North America` or `EMEA`; undefined if the text names no sales region, such as a
 * state.
 */
export function readRegion(text: string): Region | undefined {
  return regionByName().get(foldWords(text));
}
