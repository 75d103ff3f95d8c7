import { describeEncoding } from '../csv/decode-text.ts';
import { formatTable } from '../table.ts';
import type { ListImportResult } from './import.ts';

/** Maximum number of line numbers listed. */
const MAX_LINES_SHOWN = 10;
/** Maximum number of values listed. */
const MAX_VALUES_SHOWN = 20;

/** Formats an import: its columns, unknown values, rows left out, and the result. */
export function formatListImport({ list, encoding, preview, posted }: ListImportResult): readonly string[] {
  const { rows, columns, unknown, duplicates, withoutContact, footer, tooLong, damaged, toImport } = preview;
  const table = columns.map(({ column, means }) => [column, means ?? '- (stored for the rep to read)']);
  const more = unknown.length - MAX_VALUES_SHOWN;
  return [
    `List ${list}: ${rows} rows, ${toImport.length} to import`,
    describeEncoding(encoding),
    '',
    formatTable(['column', 'is'], table),
    ...(unknown.length > 0 ? ['', 'Unknown values (define them in the source, or in the plan):'] : []),
    ...unknown
      .slice(0, MAX_VALUES_SHOWN)
      .map((one) => `  ${one.field}: ${one.value ?? '(not shown)'}  ${one.rows} rows`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...formatLeftOut('duplicate person', duplicates),
    ...formatLeftOut('no e-mail address and no phone number', withoutContact),
    ...formatLeftOut('more cells than the header has columns', tooLong),
    ...formatLeftOut('a character was lost before the file was saved; export it again', damaged),
    ...formatLeftOut("a report's footer", footer),
    ...(posted
      ? [
          '',
          `Posted: ${posted.posted} rows${posted.postedEarlier > 0 ? `, ${posted.postedEarlier} earlier` : ''}; ${posted.leads} leads`,
        ]
      : ['', 'Nothing was imported. To import, run it with --apply.']),
  ];
}

function formatLeftOut(why: string, lines: readonly number[]): readonly string[] {
  if (lines.length === 0) return [];
  const named = lines.slice(0, MAX_LINES_SHOWN).join(', ');
  return ['', `Left out, ${why}: ${lines.length} (line ${named}${lines.length > MAX_LINES_SHOWN ? ' …' : ''})`];
}
