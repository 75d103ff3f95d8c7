import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';

const id = z.string().min(1).max(200);

/** One lead that changes hands. The epoch is that of the assignment that was seen: a lead that moved on since stays. */
export const Move = z.strictObject({
  lead: id,
  epoch: z.int().min(0),
  state: z.enum(['waiting', 'assigned', 'working', 'nurturing']),
  /** Absent: nobody owns it. */
  from: id.optional(),
  to: id,
});
export type Move = z.output<typeof Move>;

/** Why a lead is not among the moves. */
export const STAYS_BECAUSE = {
  already_theirs: 'has the lead already',
  nobody_free: 'nobody in the team has a free slot',
} as const;

const Stay = z.strictObject({ lead: id, owner: id.optional(), because: z.enum(Object.keys(STAYS_BECAUSE)) });

/** A file of moves: what `apply` does and `undo` takes back. People review it, and may delete moves or change `to`. */
export const MovePlan = z.strictObject({
  format: z.literal('baton-moves-1'),
  environment: id,
  madeAt: z.iso.datetime(),
  /** How the leads were chosen, for the reader. */
  chosenBy: z.string(),
  reason: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  moves: z.array(Move),
  stays: z.array(Stay).default([]),
});
export type MovePlan = z.output<typeof MovePlan>;

/** Writes a file of moves, one move a line, so that a diff shows each. */
export async function writeMovePlan(file: string, { moves, stays, ...head }: MovePlan): Promise<void> {
  const lines = (items: readonly object[]) =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
  const fields = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  await writeFile(file, `{\n${fields.join('\n')}\n  "moves": ${lines(moves)},\n  "stays": ${lines(stays)}\n}\n`);
}

/** Reads a file of moves for an environment. @throws a sentence that names the field and what was expected */
export async function readMovePlan(file: string, environment: string): Promise<MovePlan> {
  const read = MovePlan.safeParse(parseJson(await readFile(file, 'utf8')));
  if (!read.success) {
    const [problem] = read.error.issues;
    throw new Error(`${file}: ${problem?.path.join('.') || 'the file'}: ${problem?.message ?? 'not a file of moves'}`);
  }
  const plan = read.data;
  if (plan.environment !== environment)
    throw new Error(`${file} was made for environment ${plan.environment}, not for ${environment}.`);
  const twice = plan.moves.find(({ lead }, index) => plan.moves.findIndex((move) => move.lead === lead) !== index);
  if (twice) throw new Error(`${file}: ${twice.lead} is moved twice. Delete one of the two.`);
  return plan;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
