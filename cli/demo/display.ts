import { stripVTControlCharacters } from 'node:util';
import { createLogUpdate } from 'log-update';
import { drawFrame, type Frame } from './live-table.ts';

/** Frames are recorded as on a terminal of this size. */
const RECORDED_SIZE = { columns: 170, rows: 50 } as const;

/** What `npm run picture` draws from: frames as text with colours, and what was said at the end. */
export interface Recording {
  readonly frames: readonly { readonly second: number; readonly text: string }[];
  readonly ending: readonly string[];
}

/** Where a run is seen: a terminal, in which the table is drawn again and again, or a log, which gets a line for each change. */
export class Display {
  readonly #out: NodeJS.WriteStream;
  readonly #live: boolean;
  readonly #redraw: ReturnType<typeof createLogUpdate>;
  readonly #frames: { second: number; text: string }[] = [];
  readonly #ending: string[] = [];

  constructor(out: NodeJS.WriteStream = process.stdout) {
    this.#out = out;
    // Some consoles do not know their size and tell 0: a table would be cut to nothing there.
    this.#live = out.isTTY === true && out.columns > 0 && out.rows > 0;
    this.#redraw = createLogUpdate(out);
  }

  /** Shows a moment: draws the table anew, or prints what is new since the last one. */
  show(frame: Frame, second: number, changes: readonly string[]): void {
    this.#frames.push({ second, text: drawFrame(frame, RECORDED_SIZE) });
    if (this.#live)
      this.#redraw(this.#plainIfAsked(drawFrame(frame, { columns: this.#out.columns, rows: this.#out.rows })));
    else for (const line of changes) this.say(line);
  }

  /** Leaves the last table where it is; what is said from now on comes below it. */
  settle(): void {
    if (this.#live) this.#redraw.done();
    else if (this.#frames.length > 0) this.say(`\n${this.#frames.at(-1)?.text}`);
  }

  /** Prints lines as they are. */
  say(text: string): void {
    this.#out.write(`${this.#live ? this.#plainIfAsked(text) : stripVTControlCharacters(text)}\n`);
  }

  /** Prints what a run came to; recorded, too. */
  conclude(text: string): void {
    this.#ending.push(text);
    this.say(text);
  }

  recording(): Recording {
    return { frames: this.#frames, ending: this.#ending };
  }

  #plainIfAsked(text: string): string {
    return process.env.NO_COLOR ? stripVTControlCharacters(text) : text;
  }
}
