const DAY_MILLISECONDS = 24 * 3600 * 1000;
/** Day 0 of the serial numbers by which spreadsheets store dates. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

/**
 * Whether a bare number is how a spreadsheet stores the date that it took a bucket for: `2-10` becomes a day of some
 * year from 2000 to 2060, `11-50` the first of November 1950. A company with exactly so many people, without a
 * separator or a word beside the number, is much less likely.
 */
export function isSpreadsheetDate(text: string): boolean {
  const digits = /^\s*(\d{5})(?:\.0+)?\s*$/.exec(text)?.[1];
  if (digits === undefined) return false;
  const date = new Date(SERIAL_EPOCH + Number(digits) * DAY_MILLISECONDS);
  const year = date.getUTCFullYear();
  return (year >= 2000 && year <= 2060) || (year >= 1930 && year < 2000 && date.getUTCDate() === 1);
}
