import { stripVTControlCharacters } from 'node:util';
import { createLogUpdate } from 'log-update';
import { drawFrame, type Frame } from './live-table.ts';

/** The terminal size at which frames are recorded. */
const RECORDED_SIZE = { columns: 170, rows: 50 } as const;

/** The input of `npm run picture`: frames as coloured text, and what was printed at the end. */
export interface Recording {
  readonly frames: readonly { readonly second: number; readonly text: string }[];
  readonly ending: readonly string[];
}

/** The output of a run: a terminal, where the table is redrawn, or a log, which gets one line per change. */
export class Display {
  readonly #out: NodeJS.WriteStream;
  readonly #live: boolean;
  readonly #redraw: ReturnType<typeof createLogUpdate>;
  readonly #frames: { second: number; text: string }[] = [];
  readonly #ending: string[] = [];

  constructor(out: NodeJS.WriteStream = process.stdout) {
    this.#out = out;
    // Some consoles do not know their size and report 0, which would truncate the table to nothing.
    this.#live = out.isTTY === true && out.columns > 0 && out.rows > 0;
    this.#redraw = createLogUpdate(out);
  }

  /** Shows the current state: redraws the table, or prints what changed. */
  show(frame: Frame, second: number, changes: readonly string[]): void {
    this.#frames.push({ second, text: drawFrame(frame, RECORDED_SIZE) });
    if (this.#live)
      this.#redraw(this.#withoutColours(drawFrame(frame, { columns: this.#out.columns, rows: this.#out.rows })));
    else for (const line of changes) this.print(line);
  }

  /** Leaves the last table in place; later output appears below it. */
  finish(): void {
    if (this.#live) this.#redraw.done();
    else if (this.#frames.length > 0) this.print(`\n${this.#frames.at(-1)?.text}`);
  }

  /** Prints lines as they are. */
  print(text: string): void {
    this.#out.write(`${this.#live ? this.#withoutColours(text) : stripVTControlCharacters(text)}\n`);
  }

  /** Prints the result of a run, and records it. */
  printResult(text: string): void {
    this.#ending.push(text);
    this.print(text);
  }

  recording(): Recording {
    return { frames: this.#frames, ending: this.#ending };
  }

  #withoutColours(text: string): string {
    return process.env.NO_COLOR ? stripVTControlCharacters(text) : text;
  }
}
