import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Display } from '../../../cli/demo/display.ts';

/** A terminal of a size; 0 by 0 is what some consoles tell that do not know theirs. */
function aTerminal(columns: number, rows: number) {
  const out = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  const shown = () => String(out.read() ?? '');
  return { display: new Display(out as unknown as NodeJS.WriteStream), shown };
}

const FRAME = { title: 'Ten leads', leads: [], reps: [], news: [] };

describe('a run on a terminal', () => {
  it('is a table that is drawn again and again', () => {
    const { display, shown } = aTerminal(170, 50);
    display.show(FRAME, 1, ['lead received']);
    expect(shown()).toContain('Ten leads');
  });

  it('is a line for each change where the terminal tells no size: nothing would be seen of a table', () => {
    const { display, shown } = aTerminal(0, 0);
    display.show(FRAME, 1, ['lead received']);
    expect(shown()).toBe('lead received\n');
  });
});
