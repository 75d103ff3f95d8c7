import { plainTable } from '../table.ts';
import type { Imported } from './import.ts';

/** Maximum number of line numbers listed. */
const LINES_NAMED = 10;
/** Maximum number of values listed. */
const VALUES_NAMED = 20;

/** Formats an import: its columns, unknown values, rows left out, and the result. */
export function importWords({ list, preview, posted }: Imported): readonly string[] {
  const { rows, columns, unknown, duplicates, withoutContact, wanted } = preview;
  const table = columns.map(({ column, means }) => [column, means ?? '- (stored for the rep to read)']);
  const more = unknown.length - VALUES_NAMED;
  return [
    `List ${list}: ${rows} rows, ${wanted.length} to import`,
    '',
    plainTable(['column', 'is'], table),
    ...(unknown.length > 0 ? ['', 'Unknown values (define them in the source, or in the plan):'] : []),
    ...unknown.slice(0, VALUES_NAMED).map((one) => `  ${one.field}: ${one.value ?? '(not shown)'}  ${one.rows} rows`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...leftOut('duplicate person', duplicates),
    ...leftOut('no e-mail address and no phone number', withoutContact),
    ...(posted
      ? [
          '',
          `Posted: ${posted.posted} rows${posted.before > 0 ? `, ${posted.before} earlier` : ''}; ${posted.leads} leads`,
        ]
      : ['', 'Nothing was imported. To import, run it with --apply.']),
  ];
}

function leftOut(why: string, lines: readonly number[]): readonly string[] {
  if (lines.length === 0) return [];
  const named = lines.slice(0, LINES_NAMED).join(', ');
  return ['', `Left out, ${why}: ${lines.length} (line ${named}${lines.length > LINES_NAMED ? ' …' : ''})`];
}
