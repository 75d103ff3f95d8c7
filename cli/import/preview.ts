import { plainTable } from '../table.ts';
import type { Imported } from './imported.ts';

/** Maximum number of rows listed in a preview. */
const MOST_SHOWN = 50;

/** Returns the preview of an import. */
export function previewLines({ rows, unchanged, meaning }: Imported): readonly string[] {
  const times = (sign: string) => rows.filter((row) => row.sign === sign).length;
  const shown = rows.slice(0, MOST_SHOWN);
  return [
    ...(shown.length === 0
      ? []
      : [
          plainTable(
            ['', 'id', 'what'],
            shown.map(({ sign, id, what }) => [sign, id, what]),
          ),
        ]),
    ...(rows.length > shown.length ? [`… and ${rows.length - shown.length} more`] : []),
    `${times('+')} added, ${times('~')} changed, ${times('-')} removed, ${unchanged} unchanged`,
    ...meaning,
    'Nothing was written. To import, run it with --apply.',
  ];
}
