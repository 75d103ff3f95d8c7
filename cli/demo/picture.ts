import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { parseAnsi } from './ansi.ts';
import { RECORDING_FILE } from './summary.ts';
import { renderTerminalSvg } from './terminal-svg.ts';

const Recording = z.object({
  frames: z.array(z.object({ second: z.number(), text: z.string() })).min(1),
  ending: z.array(z.string()),
});

/** The number of assigned leads that makes a moment worth a picture. */
const MIN_ASSIGNED_LEADS = 3;

/** Draws docs/terminal.svg from the last run of `npm start`: its last busy moment, and the resulting figures. */
const text = await readFile(RECORDING_FILE, 'utf8').catch(() => {
  throw new Error('nothing is recorded yet: run npm start -- --once');
});
const { frames, ending } = Recording.parse(JSON.parse(text));
const moment = frames.findLast((frame) => countAssigned(frame.text) >= MIN_ASSIGNED_LEADS) ?? frames.at(-1);
const figures = ending[0]?.trim() ?? '';
const lines = ['$ npm start', '', ...(moment?.text ?? '').split('\n'), '', '…', '', ...figures.split('\n')];
const file = join(PROJECT_ROOT, 'docs', 'terminal.svg');
await writeFile(file, renderTerminalSvg(lines, 'Baton on the local cloud'));
console.log(`${file}: second ${Math.round(moment?.second ?? 0)} of the run, and its figures`);

/** Returns how many leads have an owner and no first response. */
function countAssigned(frame: string): number {
  return frame.split('\n').filter((line) => parseAnsi(line).some(({ text }) => text === 'assigned')).length;
}
