import { describe, expect, it } from 'vitest';
import { parseList } from '../../../cli/leads/list-file.ts';

describe('a list', () => {
  it('has a header line and one person per line, each with its line number', () => {
    const list = parseList('\uFEFFE-Mail , Firma\r\nada@north.example,"North, Ltd"\r\n\r\n,\r\nbo@south.example,\r\n');
    expect(list.columns).toEqual(['E-Mail', 'Firma']);
    expect(list.rows).toEqual([
      { line: 2, fields: { 'E-Mail': 'ada@north.example', Firma: 'North, Ltd' } },
      { line: 5, fields: { 'E-Mail': 'bo@south.example' } },
    ]);
  });

  it.each([';', '\t'])('may be separated by %j', (sign) => {
    const list = parseList(`Email${sign}Name\nada@north.example${sign}Lind, Ada\n`);
    expect(list.rows).toEqual([{ line: 2, fields: { Email: 'ada@north.example', Name: 'Lind, Ada' } }]);
  });

  it('keeps text as it is, without converting numbers', () => {
    expect(parseList('zip\n01067\n').rows[0]?.fields).toEqual({ zip: '01067' });
  });

  it('takes the first value of several columns of one name, and keeps another one', () => {
    const text =
      'First Name,Email,Phone,Email\nBo,bo@holm5.example,,\nCy,,,cy@holm5.example\nDi,a@x.example,,b@x.example\n';
    expect(parseList(text).rows.map(({ fields }) => fields)).toEqual([
      { 'First Name': 'Bo', Email: 'bo@holm5.example' },
      { 'First Name': 'Cy', Email: 'cy@holm5.example' },
      { 'First Name': 'Di', Email: 'a@x.example', 'Email 2': 'b@x.example' },
    ]);
  });

  it('names columns without a name, and takes any name as a name', () => {
    expect(parseList('email,,constructor\na@x.example,b,c\n').rows[0]?.fields).toEqual({
      email: 'a@x.example',
      'Column 2': 'b',
      constructor: 'c',
    });
  });

  it('reports the line of a problem', () => {
    expect(() => parseList('email\n"ada\n')).toThrow(/line 2 cannot be parsed/);
    expect(() => parseList('\n')).toThrow(/the file is empty/);
  });
});
