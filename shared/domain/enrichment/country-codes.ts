import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import { lazyValue } from '../lazy-value.ts';

/** Codes in use for a country that are not its ISO code: of the European Union, of licence plates and of sports. */
const OTHER_CODES: ReadonlyMap<string, string> = new Map([
  ['UK', 'GB'],
  ['ENG', 'GB'],
  ['EL', 'GR'],
  ['GRE', 'GR'],
  ['GER', 'DE'],
  ['SUI', 'CH'],
  ['NED', 'NL'],
  ['DEN', 'DK'],
  ['POR', 'PT'],
  ['CRO', 'HR'],
  ['UAE', 'AE'],
  ['KSA', 'SA'],
  ['RSA', 'ZA'],
]);

/** ISO 3166-1 alpha-2 codes. */
export const COUNTRY_CODES: ReadonlySet<string> = new Set(codes.map(([alpha2 = '']) => alpha2));

/** Alpha-2 code by alpha-3 and by numeric code. */
const alpha2ByOtherCode = lazyValue(
  (): ReadonlyMap<string, string> =>
    new Map(
      codes.flatMap(([alpha2 = '', alpha3 = '', numeric = '']): [string, string][] => [
        [alpha3, alpha2],
        [numeric, alpha2],
      ]),
    ),
);

/** Returns the ISO 3166-1 alpha-2 code for a code of a country: `GB` for `uk`, `U.K.`, `GBR` and `826`. */
export function findCountryCode(text: string): string | undefined {
  const code = text.replace(/[.\s]/g, '').toUpperCase();
  if (COUNTRY_CODES.has(code)) return code;
  return OTHER_CODES.get(code) ?? alpha2ByOtherCode().get(code);
}
