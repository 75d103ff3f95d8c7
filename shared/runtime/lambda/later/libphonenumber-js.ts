import { loadBeside } from './load-beside.ts';

type PhoneNumbers = typeof import('./libphonenumber-js-parts.ts');

const load = loadBeside<PhoneNumbers>('./libphonenumber-js.cjs');

/*
 * Stands for `libphonenumber-js/max` in the function bundles: loaded with the first phone number that is read, since many
 * forms ask for none, and its metadata is larger than anything else that reading people takes.
 */

export const getCountryCallingCode: PhoneNumbers['getCountryCallingCode'] = (...args) =>
  load().getCountryCallingCode(...args);

export const isSupportedCountry: PhoneNumbers['isSupportedCountry'] = (country) => load().isSupportedCountry(country);

export const parsePhoneNumberFromString = ((...args: Parameters<PhoneNumbers['parsePhoneNumberFromString']>) =>
  load().parsePhoneNumberFromString(...args)) as PhoneNumbers['parsePhoneNumberFromString'];
