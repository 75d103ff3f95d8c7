import { ACCOUNT_STATUSES, type AccountFacts, MAX_KEYS_PER_KIND } from '../../shared/domain/accounts/account.ts';
import { companyDomainOf } from '../../shared/domain/accounts/company-domain.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { Cells } from './cells.ts';
import { parseSheet, type SheetProblem } from './sheet.ts';

const EXTERNAL = 'external:';
const COLUMNS = {
  required: ['id', 'name'],
  optional: ['domains', 'aliases', 'parent', 'owner', 'csm', 'status', 'open_deal', 'deal_owner', 'segment'],
  families: [EXTERNAL],
} as const;

/** An account in a file, with its line. */
export interface AccountRow {
  readonly line: number;
  readonly account: AccountFacts;
}

/** Parses a file of accounts. References between accounts and to reps are checked elsewhere, where these are known. */
export function readAccountFile(
  text: string,
): Result<{ readonly filed: readonly AccountRow[]; readonly footer: readonly number[] }, readonly SheetProblem[]> {
  const sheet = parseSheet(text, COLUMNS);
  if (!sheet.ok) return sheet;
  const problems: SheetProblem[] = [];
  const filed = sheet.value.rows.map((row) => ({ line: row.line, account: rowToAccount(new Cells(row, problems)) }));
  const seen = new Map<string, number>();
  for (const { line, account } of filed) {
    const first = seen.get(account.id);
    if (first !== undefined) problems.push({ line, column: 'id', message: `is already on line ${first}` });
    else seen.set(account.id, line);
  }
  return problems.length > 0 ? failure(problems) : success({ filed, footer: sheet.value.footer });
}

function rowToAccount(cells: Cells): AccountFacts {
  const domains =
    cells.parsedList('domains', companyDomainOf, 'company domains, not those of public mail providers') ?? [];
  const aliases = cells.list('aliases');
  if (domains.length > MAX_KEYS_PER_KIND) cells.problem('domains', `expected at most ${MAX_KEYS_PER_KIND}`);
  if (aliases.length > MAX_KEYS_PER_KIND) cells.problem('aliases', `expected at most ${MAX_KEYS_PER_KIND}`);
  return omitUndefined({
    id: cells.id('id') ?? '',
    name: cells.text('name') ?? '',
    domains,
    aliases,
    parent: cells.id('parent'),
    owner: cells.id('owner'),
    csm: cells.id('csm'),
    status: cells.parsed('status', parseStatus, `one of ${ACCOUNT_STATUSES.join(', ')}`) ?? 'prospect',
    openDeal: cells.boolean('open_deal') ?? false,
    dealOwner: cells.id('deal_owner'),
    segment: cells.id('segment'),
    externalIds: cells.family(EXTERNAL),
  });
}

function parseStatus(said: string): AccountFacts['status'] | undefined {
  return ACCOUNT_STATUSES.find((status) => status === said.toLowerCase());
}

/** Removes undefined values, so that equal accounts compare as equal. */
function omitUndefined<Some extends object>(some: Some): Some {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as Some;
}
