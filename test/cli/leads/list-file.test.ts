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

  it('reports the line of a problem', () => {
    expect(() => parseList('email,name\nada@north.example\n')).toThrow(/line 2/);
    expect(() => parseList('email\n"ada\n')).toThrow(/cannot be parsed/);
  });
});
