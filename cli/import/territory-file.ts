import { localTimeToMoment } from '../../shared/domain/business-hours/zone-clock.ts';
import { readCountry } from '../../shared/domain/enrichment/country.ts';
import { readRegion } from '../../shared/domain/enrichment/region.ts';
import { readState } from '../../shared/domain/enrichment/state.ts';
import { type Instant, instantOf } from '../../shared/domain/instant.ts';
import { formatRange, parseBucket } from '../../shared/domain/number-range.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { normalisePostalCode } from '../../shared/domain/territories/find-territory.ts';
import type { TerritoryMatch, TerritoryRow } from '../../shared/domain/territories/territory.ts';
import { Cells } from './cells.ts';
import { parseSheet, type SheetProblem } from './sheet.ts';

const COLUMNS = {
  required: ['territory'],
  optional: [
    'id',
    'team',
    'owner',
    'country',
    'state',
    'postal',
    'region',
    'segment',
    'account_segment',
    'employees',
    'from',
    'until',
  ],
} as const;
const DAY_MS = 24 * 3600 * 1000;

/** A row of the territory table in a file, with its line. */
export interface TerritoryFileRow {
  readonly line: number;
  readonly row: TerritoryRow;
}

/** Parses a file of territories; dates without a time begin at midnight in `zone`. */
export function readTerritoryFile(
  text: string,
  zone: string,
): Result<
  { readonly filed: readonly TerritoryFileRow[]; readonly footer: readonly number[] },
  readonly SheetProblem[]
> {
  const sheet = parseSheet(text, COLUMNS);
  if (!sheet.ok) return sheet;
  const problems: SheetProblem[] = [];
  const filed = sheet.value.rows.map((row) => ({
    line: row.line,
    row: rowToTerritory(new Cells(row, problems), zone),
  }));
  const seen = new Map<string, number>();
  for (const { line, row } of filed) {
    const first = seen.get(row.id);
    if (first !== undefined) problems.push({ line, message: `duplicates line ${first}, or has the same id` });
    else seen.set(row.id, line);
  }
  return problems.length > 0 ? failure(problems) : success({ filed, footer: sheet.value.footer });
}

function rowToTerritory(cells: Cells, zone: string): TerritoryRow {
  const territory = cells.parsed('territory', parseName, 'a name of letters, digits, blanks and . _ -') ?? '';
  const match = rowToMatch(cells);
  const moment = (column: string) =>
    cells.parsed(
      column,
      (said) => parseInstant(said, zone),
      'a date such as 2027-01-01, or a timestamp with an offset',
    );
  const [from, until] = [moment('from'), moment('until')];
  if (from !== undefined && until !== undefined && from >= until) cells.problem('until', 'expected after `from`');
  const [team, owner] = [cells.id('team'), cells.id('owner')];
  return {
    id: cells.id('id') ?? deriveRowId(territory, match, from),
    territory,
    ...(team !== undefined && { team }),
    ...(owner !== undefined && { owner }),
    match,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}

function rowToMatch(cells: Cells): TerritoryMatch {
  const country = cells.parsedList('country', readCountry, 'countries such as DE or Germany');
  const only = country?.length === 1 ? country[0] : undefined;
  const state = cells.parsedList(
    'state',
    (said) => readState(said, countryIn(said) ?? only),
    'states such as US-CA, or CA with a single country',
  );
  const postal = cells.parsedList(
    'postal',
    (said) => normalisePostalCode(said) || undefined,
    'postal code prefixes such as 80',
  );
  const region = cells.parsedList('region', readRegion, 'regions such as emea');
  const segment = cells.parsedList('segment', parseName, 'names');
  const accountSegment = cells.parsedList('account_segment', parseName, 'names');
  const employees = cells.parsed('employees', parseBucket, 'a range such as 100-999 or 1000+');
  if (postal && !country) cells.problem('postal', 'requires a country');
  return {
    ...(country && { country }),
    ...(state && { state }),
    ...(postal && { postal }),
    ...(region && { region }),
    ...(segment && { segment }),
    ...(accountSegment && { accountSegment }),
    ...(employees && { employees }),
  };
}

/** Returns the country prefix of a state code, `US` of `US-CA`. */
function countryIn(state: string): string | undefined {
  return /^([A-Z]{2})-/.exec(state)?.[1];
}

function parseName(said: string): string | undefined {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(said) ? said : undefined;
}

function parseInstant(said: string, zone: string): Instant | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(said)) {
    const at = Date.parse(`${said}T00:00:00Z`);
    return Number.isNaN(at) ? undefined : instantOf(localTimeToMoment(zone, at / DAY_MS, 0));
  }
  const at = /^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/.test(said) ? Date.parse(said) : Number.NaN;
  return Number.isNaN(at) ? undefined : instantOf(at);
}

/** Derives the id of a row without one, stable between imports: everything but the owner. */
function deriveRowId(territory: string, { employees, ...words }: TerritoryMatch, from: Instant | undefined): string {
  const parts = [
    ...Object.values(words).flat(),
    ...(employees ? [formatRange(employees)] : []),
    ...(from ? [from] : []),
  ];
  return [territory, ...parts].join(':').replaceAll(' ', '_');
}
