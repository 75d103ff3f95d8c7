import { countryOfEnding, readCountry } from './country.ts';
import { type EmailAddress, emailKind, registrableDomain, topLevelDomain } from './email.ts';
import type { Fact, Findings, UnknownValue } from './fact.ts';
import { isShortEnough, looksPersonal, shownValue } from './personal-text.ts';
import type { PhoneNumber } from './phone.ts';
import { readRegion, regionOf } from './region.ts';
import { readState } from './state.ts';

/** Clues to where a lead is. */
export interface PlaceClues {
  readonly given: Readonly<Record<string, string>>;
  /** A provider's data about the company. */
  readonly company?: PlaceClues['given'];
  readonly email?: EmailAddress;
  readonly phone?: PhoneNumber;
  readonly website?: string;
}

/** Returns the submitted country, if it can be read. */
export function countrySaid(given: PlaceClues['given']): string | undefined {
  const said = given.country;
  return said === undefined || !isShortEnough(said) ? undefined : readCountry(said);
}

/**
 * Returns country, region and state. The form takes precedence over the provider, then the phone number, then the
 * ending of the mail domain, then that of the website. A submitted region counts if the country is a guess. A text
 * under `region` that names no known sales region is read as the state, as in many forms.
 */
export function placeFacts(clues: PlaceClues): Findings {
  const { given, company = {} } = clues;
  const said = countrySaid(given);
  const told = said === undefined ? countrySaid(company) : undefined;
  const guess = said === undefined && told === undefined ? guessedCountry(clues) : undefined;
  const country = said ?? told ?? guess?.value;
  const region = given.region === undefined ? undefined : readRegion(given.region);
  const stateText = given.state ?? (region === undefined ? given.region : undefined);
  const state = stateText !== undefined && isPlaceName(stateText) ? readState(stateText, country) : undefined;

  const facts: Fact[] = [];
  if (said !== undefined) facts.push(...located(said, 'form'));
  if (region !== undefined) facts.push({ field: 'region', value: region, from: 'form' });
  if (told !== undefined) facts.push(...located(told, 'provider'));
  if (guess !== undefined) facts.push(...located(guess.value, guess.from));
  if (state !== undefined) facts.push({ field: 'state', value: state, from: 'form' });
  const stateTold = told !== undefined && company.state !== undefined ? readState(company.state, told) : undefined;
  if (stateTold !== undefined) facts.push({ field: 'state', value: stateTold, from: 'provider' });

  const unknown: UnknownValue[] = [];
  if (given.country !== undefined && said === undefined) unknown.push(unread('country', given.country));
  if (given.region !== undefined && region === undefined && stateText !== given.region)
    unknown.push(unread('region', given.region));
  if (stateText !== undefined && state === undefined) unknown.push(unread('state', stateText));
  return { facts, unknown };
}

function guessedCountry({ email, phone, website }: PlaceClues): Pick<Fact, 'value' | 'from'> | undefined {
  if (phone?.country !== undefined) return { value: phone.country, from: 'phone' };
  const mailDomain = email && emailKind(email) !== 'disposable' ? email.domain : undefined;
  const siteDomain = website === undefined ? undefined : registrableDomain(website);
  const country = [mailDomain, siteDomain]
    .map((domain) => domain && countryOfEnding(topLevelDomain(domain)))
    .find((code) => code !== undefined);
  return country === undefined ? undefined : { value: country, from: 'tld' };
}

function located(country: string, from: Fact['from']): readonly Fact[] {
  const region = regionOf(country);
  const place: Fact = { field: 'country', value: country, from };
  return region === undefined ? [place] : [place, { field: 'region', value: region, from }];
}

function isPlaceName(text: string): boolean {
  return isShortEnough(text) && !looksPersonal(text);
}

function unread(field: string, said: string): UnknownValue {
  const value = shownValue(said);
  return value === undefined ? { field } : { field, value };
}
