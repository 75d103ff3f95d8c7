import { formatTable } from '../table.ts';
import type { PreparedImport } from './imported.ts';

/** Maximum number of rows listed in a preview. */
const MAX_ROWS_SHOWN = 50;

/** Returns the preview of an import. */
export function formatPreview({ rows, unchanged, effects }: PreparedImport): readonly string[] {
  const times = (sign: string) => rows.filter((row) => row.sign === sign).length;
  const shown = rows.slice(0, MAX_ROWS_SHOWN);
  return [
    ...(shown.length === 0
      ? []
      : [
          formatTable(
            ['', 'id', 'what'],
            shown.map(({ sign, id, what }) => [sign, id, what]),
          ),
        ]),
    ...(rows.length > shown.length ? [`… and ${rows.length - shown.length} more`] : []),
    `${times('+')} added, ${times('~')} changed, ${times('-')} removed, ${unchanged} unchanged`,
    ...effects,
    'Nothing was written. To import, run it with --apply.',
  ];
}
