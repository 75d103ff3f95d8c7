// biome-ignore lint/performance/noBarrelFile: all that a bundle needs of the package, beside it.
export { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
