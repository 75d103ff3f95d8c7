import { styleText } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseAnsi } from '../../../cli/demo/ansi.ts';
import { renderTerminalSvg } from '../../../cli/demo/terminal-svg.ts';

const style = (format: Parameters<typeof styleText>[0], text: string) =>
  styleText(format, text, { validateStream: false });

describe('piecesOf', () => {
  it('takes styles from the codes, and columns from the text alone', () => {
    expect(parseAnsi(`a ${style('red', 'b')} ${style('bold', 'c')}${style('dim', 'd')}e`)).toEqual([
      { column: 0, text: 'a ' },
      { column: 2, text: 'b', colour: 'red' },
      { column: 4, text: 'c', bold: true },
      { column: 5, text: 'd', dim: true },
      { column: 6, text: 'e' },
    ]);
  });

  it('starts a piece at each table column', () => {
    expect(parseAnsi(`Ada   working   ${style('green', 'on')}`).map(({ column, text }) => [column, text])).toEqual([
      [0, 'Ada'],
      [6, 'working'],
      [16, 'on'],
    ]);
  });

  it('supports combined codes and a full reset', () => {
    expect(parseAnsi('\u001b[1;31mx\u001b[0my')).toEqual([
      { column: 0, text: 'x', bold: true, colour: 'red' },
      { column: 1, text: 'y' },
    ]);
  });
});

describe('terminalSvg', () => {
  const svg = renderTerminalSvg(['Ada  <b> & co', style('cyan', 'assigned')], 'A "run"');

  it('puts each piece at its column and line, in its colour', () => {
    expect(svg).toContain('<text x="18" y="52" xml:space="preserve">Ada</text>');
    expect(svg).toContain('<text x="57" y="52" xml:space="preserve">&lt;b&gt; &amp; co</text>');
    expect(svg).toContain('<text x="18" y="70" fill="#76e3ea" xml:space="preserve">assigned</text>');
  });

  it('is large enough, and has an accessible name', () => {
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 138 97"[^>]*aria-label="A &quot;run&quot;"/);
  });
});
