import { guessCountryByEnding, readCountry } from './country.ts';
import { type EmailAddress, emailKindOf, topLevelDomainOf, websiteDomainOf } from './email.ts';
import type { Fact, FactFindings, UnknownValue } from './fact.ts';
import { hasPersonalData, isShortEnough, redactValue } from './personal-text.ts';
import type { PhoneNumber } from './phone.ts';
import { readRegion, regionOf } from './region.ts';
import { readState } from './state.ts';

/** Clues to where a lead is. */
export interface PlaceClues {
  readonly submittedFacts: Readonly<Record<string, string>>;
  /** A provider's data about the company. */
  readonly company?: PlaceClues['submittedFacts'];
  readonly email?: EmailAddress;
  readonly phone?: PhoneNumber;
  readonly website?: string;
}

/** Returns the submitted country, if it can be read. */
export function readSubmittedCountry(submittedFacts: PlaceClues['submittedFacts']): string | undefined {
  const said = submittedFacts.country;
  return said === undefined || !isShortEnough(said) ? undefined : readCountry(said);
}

/**
 * Returns country, region and state. The form takes precedence over the provider, then the phone number, then the
 * ending of the mail domain, then that of the website. A submitted region counts if the country is a guess. A text
 * under `region` that names no known sales region is read as the state, as in many forms.
 */
export function readPlaceFacts(clues: PlaceClues): FactFindings {
  const { submittedFacts, company = {} } = clues;
  const submittedCountry = readSubmittedCountry(submittedFacts);
  const providerCountry = submittedCountry === undefined ? readSubmittedCountry(company) : undefined;
  const guess = submittedCountry === undefined && providerCountry === undefined ? guessCountry(clues) : undefined;
  const country = submittedCountry ?? providerCountry ?? guess?.value;
  const region = submittedFacts.region === undefined ? undefined : readRegion(submittedFacts.region);
  const stateText = submittedFacts.state ?? (region === undefined ? submittedFacts.region : undefined);
  const state = stateText !== undefined && isPlaceName(stateText) ? readState(stateText, country) : undefined;

  const facts: Fact[] = [];
  if (submittedCountry !== undefined) facts.push(...locationFactsOf(submittedCountry, 'form'));
  if (region !== undefined) facts.push({ field: 'region', value: region, provenance: 'form' });
  if (providerCountry !== undefined) facts.push(...locationFactsOf(providerCountry, 'provider'));
  if (guess !== undefined) facts.push(...locationFactsOf(guess.value, guess.provenance));
  if (state !== undefined) facts.push({ field: 'state', value: state, provenance: 'form' });
  const providerState =
    providerCountry !== undefined && company.state !== undefined
      ? readState(company.state, providerCountry)
      : undefined;
  if (providerState !== undefined) facts.push({ field: 'state', value: providerState, provenance: 'provider' });

  const unknown: UnknownValue[] = [];
  if (submittedFacts.country !== undefined && submittedCountry === undefined)
    unknown.push(unreadableValueOf('country', submittedFacts.country));
  if (submittedFacts.region !== undefined && region === undefined && stateText !== submittedFacts.region)
    unknown.push(unreadableValueOf('region', submittedFacts.region));
  if (stateText !== undefined && state === undefined) unknown.push(unreadableValueOf('state', stateText));
  return { facts, unknownValues: unknown };
}

function guessCountry({ email, phone, website }: PlaceClues): Pick<Fact, 'value' | 'provenance'> | undefined {
  if (phone?.country !== undefined) return { value: phone.country, provenance: 'phone' };
  const mailDomain = email && emailKindOf(email) !== 'disposable' ? email.domain : undefined;
  const siteDomain = website === undefined ? undefined : websiteDomainOf(website);
  const country = [mailDomain, siteDomain]
    .map((domain) => domain && guessCountryByEnding(topLevelDomainOf(domain)))
    .find((code) => code !== undefined);
  return country === undefined ? undefined : { value: country, provenance: 'tld' };
}

function locationFactsOf(country: string, from: Fact['provenance']): readonly Fact[] {
  const region = regionOf(country);
  const place: Fact = { field: 'country', value: country, provenance: from };
  return region === undefined ? [place] : [place, { field: 'region', value: region, provenance: from }];
}

function isPlaceName(text: string): boolean {
  return isShortEnough(text) && !hasPersonalData(text);
}

function unreadableValueOf(field: string, said: string): UnknownValue {
  const value = redactValue(said);
  return value === undefined ? { field } : { field, value };
}
