import Table from 'cli-table3';

/**
 * Formats a table without borders and two blanks between columns; `right` names the columns to right-align. An empty
 * head prints no header line.
 */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly string[] = [],
): string {
  const none = Object.fromEntries(
    ['top', 'bottom', 'left', 'right', 'mid', 'left-mid', 'mid-mid', 'right-mid'].flatMap((part) => [
      [part, ''],
      [`${part}-left`, ''],
      [`${part}-right`, ''],
      [`${part}-mid`, ''],
    ]),
  );
  const table = new Table({
    head: [...head],
    colAligns: head.map((column) => (right.includes(column) ? 'right' : 'left')),
    chars: { ...none, middle: '  ' },
    style: { head: ['bold'], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
