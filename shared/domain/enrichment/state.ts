import { foldWords } from '../intake/clean-text.ts';

/** Names of states and provinces by postal code, for countries whose sales territories follow them. */
const STATE_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: {
    AL: 'alabama',
    AK: 'alaska',
    AZ: 'arizona',
    AR: 'arkansas',
    CA: 'california',
    CO: 'colorado',
    CT: 'connecticut',
    DE: 'delaware',
    DC: 'district of columbia',
    FL: 'florida',
    GA: 'georgia',
    HI: 'hawaii',
    ID: 'idaho',
    IL: 'illinois',
    IN: 'indiana',
    IA: 'iowa',
    KS: 'kansas',
    KY: 'kentucky',
    LA: 'louisiana',
    ME: 'maine',
    MD: 'maryland',
    MA: 'massachusetts',
    MI: 'michigan',
    MN: 'minnesota',
    MS: 'mississippi',
    MO: 'missouri',
    MT: 'montana',
    NE: 'nebraska',
    NV: 'nevada',
    NH: 'new hampshire',
    NJ: 'new jersey',
    NM: 'new mexico',
    NY: 'new york',
    NC: 'north carolina',
    ND: 'north dakota',
    OH: 'ohio',
    OK: 'oklahoma',
    OR: 'oregon',
    PA: 'pennsylvania',
    PR: 'puerto rico',
    RI: 'rhode island',
    SC: 'south carolina',
    SD: 'south dakota',
    TN: 'tennessee',
    TX: 'texas',
    UT: 'utah',
    VT: 'vermont',
    VA: 'virginia',
    WA: 'washington',
    WV: 'west virginia',
    WI: 'wisconsin',
    WY: 'wyoming',
  },
  CA: {
    AB: 'alberta',
    BC: 'british columbia',
    MB: 'manitoba',
    NB: 'new brunswick',
    NL: 'newfoundland and labrador',
    NS: 'nova scotia',
    NT: 'northwest territories',
    NU: 'nunavut',
    ON: 'ontario',
    PE: 'prince edward island',
    QC: 'quebec',
    SK: 'saskatchewan',
    YT: 'yukon',
  },
};

/**
 * Reads a state into the form used by territories: its ISO 3166-2 code, `US-CA`. Accepts `CA`, `US-CA` and, for the
 * United States and Canada, the name. Other names are returned unchanged. Undefined for a code without a country: `DE`
 * is Delaware to some, and Germany in a territory list.
 */
export function readState(text: string, country: string | undefined): string | undefined {
  const states = country !== undefined && Object.hasOwn(STATE_NAMES, country) ? STATE_NAMES[country] : undefined;
  const name = foldWords(text);
  const named = Object.entries(states ?? {}).find(([, known]) => known === name)?.[0];
  const code = named ?? parseStateCode(text);
  if (code === undefined) return text;
  if (country === undefined || (states !== undefined && !Object.hasOwn(states, code))) return undefined;
  return `${country}-${code}`;
}

/** Returns the bare code: `CA` for `ca`, `NY` for `US-NY` and `N.Y.`. */
function parseStateCode(text: string): string | undefined {
  const code = text
    .trim()
    .toUpperCase()
    .replace(/^[A-Z]{2}-/, '')
    .replaceAll('.', '');
  return /^[A-Z0-9]{1,3}$/.test(code) ? code : undefined;
}
