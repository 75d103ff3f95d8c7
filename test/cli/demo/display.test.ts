import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Display } from '../../../cli/demo/display.ts';

/** A terminal of this size; consoles that do not know their size report 0 by 0. */
function aTerminal(columns: number, rows: number) {
  const out = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  const shown = () => String(out.read() ?? '');
  return { display: new Display(out as unknown as NodeJS.WriteStream), shown };
}

const FRAME = { title: 'Ten leads', leads: [], reps: [], latestEvents: [] };

describe('a run on a terminal', () => {
  it('shows a table that is redrawn', () => {
    const { display, shown } = aTerminal(170, 50);
    display.show(FRAME, 1, ['lead received']);
    expect(shown()).toContain('Ten leads');
  });

  it('prints one line per change when the terminal reports no size', () => {
    const { display, shown } = aTerminal(0, 0);
    display.show(FRAME, 1, ['lead received']);
    expect(shown()).toBe('lead received\n');
  });
});
