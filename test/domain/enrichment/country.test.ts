import { describe, expect, test } from 'vitest';
import { guessCountryByEnding, readCountry } from '../../../shared/domain/enrichment/country.ts';
import { COUNTRY_CODES } from '../../../shared/domain/enrichment/country-codes.ts';
import { readRegion, regionOf } from '../../../shared/domain/enrichment/region.ts';
import { readState } from '../../../shared/domain/enrichment/state.ts';

describe('readCountry', () => {
  test.each([
    ['DE', 'DE'],
    ['de', 'DE'],
    ['DEU', 'DE'],
    ['276', 'DE'],
    ['Germany', 'DE'],
    ['  germany ', 'DE'],
    ['Deutschland', 'DE'],
    ['DEUTSCHLAND', 'DE'],
    ['Allemagne', 'DE'],
    ['Alemania', 'DE'],
    ['Federal Republic of Germany', 'DE'],
    ['Germany (+49)', 'DE'],
    ['Germany (Deutschland)', 'DE'],
    ['DE - Germany', 'DE'],
    ['Berlin, Germany', 'DE'],
    ['🇩🇪', 'DE'],
    ['🇩🇪 Germany', 'DE'],
    ['UK', 'GB'],
    ['uk', 'GB'],
    ['U.K.', 'GB'],
    ['United Kingdom', 'GB'],
    ['Great Britain', 'GB'],
    ['England', 'GB'],
    ['Northern Ireland', 'GB'],
    ['Vereinigtes Königreich', 'GB'],
    ['Royaume-Uni', 'GB'],
    ['London, UK', 'GB'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['US', 'US'],
    ['United States', 'US'],
    ['United States of America', 'US'],
    ['United States (US)', 'US'],
    ['Vereinigte Staaten von Amerika', 'US'],
    ['États-Unis', 'US'],
    ['EE.UU.', 'US'],
    ['Estados Unidos', 'US'],
    ['en-US', 'US'],
    ['US-CA', 'US'],
    ['de-CH', 'CH'],
    ['Schweiz', 'CH'],
    ['Suisse', 'CH'],
    ['Svizzera', 'CH'],
    ['Österreich', 'AT'],
    ['Oesterreich', 'AT'],
    ['Austria', 'AT'],
    ['Australia', 'AU'],
    ['France', 'FR'],
    ['Frankreich', 'FR'],
    ['España', 'ES'],
    ['Espana', 'ES'],
    ['The Netherlands', 'NL'],
    ['Netherlands (the)', 'NL'],
    ['Holland', 'NL'],
    ['Czechia', 'CZ'],
    ['Czech Republic', 'CZ'],
    ['Türkiye', 'TR'],
    ['Turkey', 'TR'],
    ['Korea, Republic of', 'KR'],
    ['South Korea', 'KR'],
    ['Viet Nam', 'VN'],
    ['Russian Federation', 'RU'],
    ["Côte d'Ivoire", 'CI'],
    ['Côte d’Ivoire', 'CI'],
    ['Hong Kong SAR China', 'HK'],
    ['Guinea-Bissau', 'GW'],
    ['Niger', 'NE'],
    ['Nigeria', 'NG'],
    ['日本', 'JP'],
    ['中国', 'CN'],
    ['Brasil', 'BR'],
    ['Kosovo', 'XK'],
  ])('reads %j as %s', (said, code) => {
    expect(readCountry(said)).toBe(code);
  });

  test.each([
    '',
    '--',
    'N/A',
    'Select country',
    'Neverland',
    'constructor',
    '__proto__',
    'EU',
    'Germany / Austria',
    'San Francisco, CA',
    'everywhere',
    '🇩🇪🇦🇹',
  ])('names no single country in %j', (said) => {
    expect(readCountry(said)).toBeUndefined();
  });
});

describe('countryOfEnding', () => {
  test.each([
    ['de', 'DE'],
    ['uk', 'GB'],
    ['us', 'US'],
    ['fr', 'FR'],
    ['ch', 'CH'],
    ['in', 'IN'],
    ['mx', 'MX'],
  ])('reads .%s as %s', (ending, code) => {
    expect(guessCountryByEnding(ending)).toBe(code);
  });

  test.each(['com', 'io', 'ai', 'co', 'tv', 'me', 'eu', 'example', 'berlin', 'tk', 'zz'])(
    'makes nothing of .%s',
    (ending) => {
      expect(guessCountryByEnding(ending)).toBeUndefined();
    },
  );
});

describe('regions', () => {
  test('every country is in exactly one region', () => {
    expect(COUNTRY_CODES.size).toBe(250);
    expect([...COUNTRY_CODES].filter((code) => regionOf(code) === undefined)).toEqual([]);
  });

  test.each([
    ['DE', 'emea'],
    ['GB', 'emea'],
    ['ZA', 'emea'],
    ['AE', 'emea'],
    ['TR', 'emea'],
    ['US', 'amer'],
    ['CA', 'amer'],
    ['BR', 'amer'],
    ['JP', 'apac'],
    ['IN', 'apac'],
    ['AU', 'apac'],
  ])('%s is in %s', (code, region) => {
    expect(regionOf(code)).toBe(region);
  });

  test.each([
    ['EMEA', 'emea'],
    ['Europe', 'emea'],
    ['DACH', 'emea'],
    ['North America', 'amer'],
    ['LATAM', 'amer'],
    ['Asia-Pacific', 'apac'],
    ['APJ', 'apac'],
    ['Bayern', undefined],
    ['', undefined],
  ])('reads the region %j as %s', (said, region) => {
    expect(readRegion(said)).toBe(region);
  });
});

describe('readState', () => {
  test.each([
    ['California', 'US', 'US-CA'],
    ['california', 'US', 'US-CA'],
    ['ca', 'US', 'US-CA'],
    ['US-CA', 'US', 'US-CA'],
    ['N.Y.', 'US', 'US-NY'],
    ['Québec', 'CA', 'CA-QC'],
    ['Ontario', 'CA', 'CA-ON'],
    ['BY', 'DE', 'DE-BY'],
    ['Bavaria', 'DE', 'Bavaria'],
    ['Atlantis', 'US', 'Atlantis'],
    ['California', undefined, 'California'],
    ['constructor', 'US', 'constructor'],
    ['ZZ', 'US', undefined],
    ['DE', undefined, undefined],
  ])('%j in %s is %j', (said, country, state) => {
    expect(readState(said, country)).toBe(state);
  });
});
