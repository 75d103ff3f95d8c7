import * as z from '../../lazy-zod.ts';
import { RESULT_MEASURES } from '../team.ts';
import { countFrom, duration } from './file-scalars.ts';

const ADVANTAGE = 'expected how many times the usual share, from `1.1x` to `3x`, such as `1.5x`';

const best = z
  .strictObject({
    best: z
      .enum(RESULT_MEASURES)
      .describe('win_rate: closed as converted. conversion: qualified or converted. first_response: in time.'),
    over: duration.prefault('90d').describe('How far back leads count, by the day they were assigned.'),
    settled: duration
      .optional()
      .describe('From what age on a lead counts; default: win_rate 30d, conversion 14d, first_response 1d.'),
    sample: countFrom(1).prefault('30').describe('The fewest leads from which results change the weight of a rep.'),
    at_most: z
      .string()
      .regex(/^(?:1\.\d{1,2}|2(?:\.\d{1,2})?|3)x$/, ADVANTAGE)
      .transform((text) => Number(text.slice(0, -1)))
      .refine((times) => times >= 1.1, ADVANTAGE)
      .prefault('1.5x')
      .describe('A rep gets at most so many times their usual share, and at least one part of so many.'),
  })
  .describe('{best: win_rate, over: 90d, sample: 30, at_most: 1.5x}: who has better results gets more, within bounds.');

/** What `turn: {best: …}` is in a file. */
export type FileBest = z.output<typeof best>;

/** Returns the schema of how reps take turns: one of these words, or by results. */
export function turnOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  // Text first, so that a map is judged as a map alone, and its problems name its keys.
  const word = z
    .string()
    .pipe(z.enum(words))
    .meta({ enum: [...words] });
  return z.union([word, best]);
}
