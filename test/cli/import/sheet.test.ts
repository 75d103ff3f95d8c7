import { describe, expect, it } from 'vitest';
import { parseSheet } from '../../../cli/import/sheet.ts';

const COLUMNS = { required: ['id', 'name'], optional: ['open_deal'], families: ['list:'] };
const rowsOf = (text: string) => {
  const read = parseSheet(text, COLUMNS);
  return read.ok ? read.value.rows : read.problem;
};

describe('a CSV file', () => {
  it.each([
    ['commas', 'id,name\nacme,"Acme, Inc."\n'],
    ['semicolons and a byte order mark', '\uFEFFid;name\r\nacme;Acme, Inc.\r\n'],
    ['tabs and headers in any case', 'ID\t Name \nacme\tAcme, Inc.\n'],
  ])('is read with %s', (_, text) => {
    expect(rowsOf(text)).toEqual([{ line: 2, cells: { id: 'acme', name: 'Acme, Inc.' } }]);
  });

  it('keeps line breaks inside quotes, counts lines as editors do, and leaves out blank cells', () => {
    expect(rowsOf('id,name,Open deal,list:territory\na,"Two\nlines",,DE\nb,"One ""quoted""",yes,\n')).toEqual([
      { line: 2, cells: { id: 'a', name: 'Two\nlines', 'list:territory': 'DE' } },
      { line: 4, cells: { id: 'b', name: 'One "quoted"', open_deal: 'yes' } },
    ]);
  });

  it('leaves out what spreadsheets and reports add', () => {
    const text = 'sep=;\nid;name;open_deal;;\na;="01";;;\nb;Beta\n\nCopyright (c) 2026 acme, inc.\nSales; \n';
    expect(parseSheet(text, COLUMNS)).toEqual({
      ok: true,
      value: {
        rows: [
          { line: 3, cells: { id: 'a', name: '01' } },
          { line: 4, cells: { id: 'b', name: 'Beta' } },
        ],
        footer: [6, 7],
      },
    });
  });

  it('refuses characters that an earlier program lost', () => {
    expect(rowsOf('id,name\na,M\uFFFDller\n')).toEqual([
      { line: 2, column: 'name', message: expect.stringContaining('export the file again') },
    ]);
  });

  it.each([
    ['', [{ line: 1, message: 'the file is empty: expected a line with the column names' }]],
    [
      'id,nmae\na,b\n',
      [
        { line: 1, column: 'name', message: 'required column is missing' },
        {
          line: 1,
          column: 'nmae',
          message: 'is not a column of this kind of file: expected id, name, open_deal, list:…',
        },
      ],
    ],
    ['id,name,id\na,b,c\n', [{ line: 1, column: 'id', message: 'appears twice' }]],
    ['id,name\na,b,c\n', [{ line: 2, message: 'has 3 cells: expected 2, as in the first line' }]],
    [
      'id,name\na,\n,b\n',
      [
        { line: 2, column: 'name', message: 'is missing' },
        { line: 3, column: 'id', message: 'is missing' },
      ],
    ],
    ['id,name\na,"b\n', [{ line: 1, message: 'cannot be parsed: a quote is unclosed or misplaced' }]],
  ])('reports all problems of %j, by line and column', (text, problems) => {
    const read = rowsOf(text);
    expect(read.map(({ line: _, ...rest }) => rest)).toEqual(problems.map(({ line: _, ...rest }) => rest));
    expect(read.slice(0, -1).map(({ line }) => line)).toEqual(problems.slice(0, -1).map(({ line }) => line));
  });
});
