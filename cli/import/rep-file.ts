import { RepBody } from '../../shared/api/reps.ts';
import { normaliseAttributes } from '../../shared/domain/plan/built-in-values.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { Cells } from './cells.ts';
import { parseSheet, type SheetProblem } from './sheet.ts';

const ATTRIBUTE_PREFIX = 'list:';
const COLUMNS = {
  required: ['id', 'name', 'zone'],
  optional: ['email', 'teams', 'active', 'holiday_region', 'hours', 'cap_open', 'cap_day', 'backup'],
  families: [ATTRIBUTE_PREFIX],
} as const;

/** The column from which a field of a rep is read. */
const COLUMN_BY_FIELD: Readonly<Record<string, string>> = {
  holidayRegion: 'holiday_region',
  attributes: ATTRIBUTE_PREFIX,
  cap: 'cap_open',
};

/**
 * Parses a file of reps: `teams` as `sdr-emea:2 | ae:1`, each attribute list in a column such as `list:territory`.
 * Leaves, calendars, addresses and preferences are not part of it: they stay as stored, and so do an e-mail address and a
 * backup whose cell is empty.
 */
export function readRepFile(
  text: string,
  stored: ReadonlyMap<
    string,
    Pick<Rep, 'email' | 'leaves' | 'backup' | 'calendar' | 'leaveCalendar' | 'addresses' | 'reach'>
  >,
): Result<
  { readonly filed: readonly (RepBody & { readonly id: string })[]; readonly footer: readonly number[] },
  readonly SheetProblem[]
> {
  const sheet = parseSheet(text, COLUMNS);
  if (!sheet.ok) return sheet;
  const problems: SheetProblem[] = [];
  const seen = new Map<string, number>();
  const ids = new Set([...stored.keys(), ...sheet.value.rows.map(({ cells: { id = '' } }) => id)]);
  const reps = sheet.value.rows.flatMap((row) => {
    const cells = new Cells(row, problems);
    const id = cells.id('id') ?? '';
    const first = seen.get(id);
    if (first !== undefined) cells.problem('id', `is already on line ${first}`);
    else seen.set(id, row.line);
    const named = cells.text('backup');
    if (named === id) cells.problem('backup', 'expected another rep');
    else if (named !== undefined && !ids.has(named)) cells.problem('backup', `no rep ${named} exists`);
    const { email, leaves = [], backup, calendar, leaveCalendar, addresses, reach } = stored.get(id) ?? {};
    const checked = RepBody.safeParse({
      ...(email && { email }),
      ...rowToRep(cells),
      leaves,
      ...((named ?? backup) && { backup: named ?? backup }),
      ...(calendar && { calendar }),
      ...(leaveCalendar !== undefined && { leaveCalendar }),
      ...(addresses && { addresses }),
      ...(reach && { reach }),
    });
    if (checked.success) return [{ id, ...checked.data }];
    for (const { path, message } of checked.error.issues) {
      const field = String(path[0] ?? '');
      cells.problem(COLUMN_BY_FIELD[field] ?? field, message);
    }
    return [];
  });
  return problems.length > 0 ? failure(problems) : success({ filed: reps, footer: sheet.value.footer });
}

function rowToRep(cells: Cells): Readonly<Record<string, unknown>> {
  const [open, day] = [cells.number('cap_open'), cells.number('cap_day')];
  const attributes = Object.keys(cells.family(ATTRIBUTE_PREFIX)).map((list) => [
    list,
    cells.list(`${ATTRIBUTE_PREFIX}${list}`),
  ]);
  return {
    name: cells.text('name'),
    ...(cells.text('email') && { email: cells.text('email') }),
    zone: cells.text('zone'),
    active: cells.boolean('active') ?? true,
    teams: Object.fromEntries(cells.list('teams').map((one) => parseTeamWeight(one, cells))),
    holidayRegion: cells.text('holiday_region'),
    hours: cells.text('hours'),
    attributes: normaliseAttributes(Object.fromEntries(attributes)),
    ...((open !== undefined || day !== undefined) && { cap: { open, day } }),
  };
}

function parseTeamWeight(said: string, cells: Cells): [string, number] {
  const [team = '', weight = '1', ...rest] = said.split(':').map((part) => part.trim());
  if (!/^\d{1,4}$/.test(weight) || rest.length > 0) cells.problem('teams', 'expected teams such as sdr-emea:2 | ae:1');
  return [team, Number(weight)];
}
