import { plainTable } from '../table.ts';
import type { Imported } from './imported.ts';

/** Rows that are shown one by one. */
const MOST_SHOWN = 50;

/** What an import would do, for somebody to look at before it is done. */
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
    'Nothing was written. To do it: the same with --apply.',
  ];
}
