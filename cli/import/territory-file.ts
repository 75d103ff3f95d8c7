import { momentReached } from '../../shared/domain/business-hours/zone-clock.ts';
import { readCountry } from '../../shared/domain/enrichment/country.ts';
import { readRegion } from '../../shared/domain/enrichment/region.ts';
import { readState } from '../../shared/domain/enrichment/state.ts';
import { type Instant, instantOf } from '../../shared/domain/instant.ts';
import { bucketOf, rangeText } from '../../shared/domain/number-range.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { foldedPostalCode } from '../../shared/domain/territories/find-territory.ts';
import type { TerritoryMatch, TerritoryRow } from '../../shared/domain/territories/territory.ts';
import { Cells } from './cells.ts';
import { readSheet, type SheetProblem } from './sheet.ts';

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
export interface FiledTerritory {
  readonly line: number;
  readonly row: TerritoryRow;
}

/** Parses a file of territories; dates without a time begin at midnight in `zone`. */
export function readTerritoryFile(
  text: string,
  zone: string,
): Result<readonly FiledTerritory[], readonly SheetProblem[]> {
  const sheet = readSheet(text, COLUMNS);
  if (!sheet.ok) return sheet;
  const problems: SheetProblem[] = [];
  const filed = sheet.value.map((row) => ({ line: row.line, row: territoryOf(new Cells(row, problems), zone) }));
  const seen = new Map<string, number>();
  for (const { line, row } of filed) {
    const first = seen.get(row.id);
    if (first !== undefined) problems.push({ line, message: `duplicates line ${first}, or has the same id` });
    else seen.set(row.id, line);
  }
  return problems.length > 0 ? failure(problems) : success(filed);
}

function territoryOf(cells: Cells, zone: string): TerritoryRow {
  const territory = cells.checked('territory', nameOf, 'a name of letters, digits, blanks and . _ -') ?? '';
  const match = matchOf(cells);
  const moment = (column: string) =>
    cells.checked(column, (said) => momentOf(said, zone), 'a date such as 2027-01-01, or a timestamp with an offset');
  const [from, until] = [moment('from'), moment('until')];
  if (from !== undefined && until !== undefined && from >= until) cells.problem('until', 'expected after `from`');
  const [team, owner] = [cells.id('team'), cells.id('owner')];
  return {
    id: cells.id('id') ?? idOf(territory, match, from),
    territory,
    ...(team !== undefined && { team }),
    ...(owner !== undefined && { owner }),
    match,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}

function matchOf(cells: Cells): TerritoryMatch {
  const country = cells.words('country', readCountry, 'countries such as DE or Germany');
  const only = country?.length === 1 ? country[0] : undefined;
  const state = cells.words(
    'state',
    (said) => readState(said, countryIn(said) ?? only),
    'states such as US-CA, or CA with a single country',
  );
  const postal = cells.words(
    'postal',
    (said) => foldedPostalCode(said) || undefined,
    'postal code prefixes such as 80',
  );
  const region = cells.words('region', readRegion, 'regions such as emea');
  const segment = cells.words('segment', nameOf, 'names');
  const accountSegment = cells.words('account_segment', nameOf, 'names');
  const employees = cells.checked('employees', bucketOf, 'a range such as 100-999 or 1000+');
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

function nameOf(said: string): string | undefined {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(said) ? said : undefined;
}

function momentOf(said: string, zone: string): Instant | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(said)) {
    const at = Date.parse(`${said}T00:00:00Z`);
    return Number.isNaN(at) ? undefined : instantOf(momentReached(zone, at / DAY_MS, 0));
  }
  const at = /^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/.test(said) ? Date.parse(said) : Number.NaN;
  return Number.isNaN(at) ? undefined : instantOf(at);
}

/** Derives the id of a row without one, stable between imports: everything but the owner. */
function idOf(territory: string, { employees, ...words }: TerritoryMatch, from: Instant | undefined): string {
  const parts = [...Object.values(words).flat(), ...(employees ? [rangeText(employees)] : []), ...(from ? [from] : [])];
  return [territory, ...parts].join(':').replaceAll(' ', '_');
}
