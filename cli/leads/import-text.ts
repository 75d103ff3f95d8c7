import { plainTable } from '../table.ts';
import type { Imported } from './import.ts';

/** Lines that are named one by one. */
const LINES_NAMED = 10;
/** Values that are named one by one. */
const VALUES_NAMED = 20;

/** A list in words: its columns, what nobody can read, what is left out, and what became of it. */
export function importWords({ list, preview, posted }: Imported): readonly string[] {
  const { rows, columns, unknown, duplicates, withoutContact, wanted } = preview;
  const table = columns.map(({ column, means }) => [column, means ?? '- (kept for the rep to read)']);
  const more = unknown.length - VALUES_NAMED;
  return [
    `List ${list}: ${rows} rows, ${wanted.length} to import`,
    '',
    plainTable(['column', 'is'], table),
    ...(unknown.length > 0 ? ['', 'Values that nobody can read (name them in the source, or in the plan):'] : []),
    ...unknown.slice(0, VALUES_NAMED).map((one) => `  ${one.field}: ${one.value ?? '(not shown)'}  ${one.rows} rows`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...leftOut('the same person again', duplicates),
    ...leftOut('no e-mail address and no number', withoutContact),
    ...(posted
      ? [
          '',
          `Posted: ${posted.posted} rows${posted.before > 0 ? `, ${posted.before} before` : ''}; ${posted.leads} leads`,
        ]
      : ['', 'Nothing was imported. With --apply it is.']),
  ];
}

function leftOut(why: string, lines: readonly number[]): readonly string[] {
  if (lines.length === 0) return [];
  const named = lines.slice(0, LINES_NAMED).join(', ');
  return ['', `Left out, ${why}: ${lines.length} (line ${named}${lines.length > LINES_NAMED ? ' …' : ''})`];
}
