import * as z from '../../lazy-zod.ts';
import { countFrom, name, points, word, words } from './file-scalars.ts';

const NAMED_TESTS = 'expected one of {not: [...]}, {in: <table>}, {not_in: <table>}, {starts: ...} and {has: [...]}';

/** How a plan file tests one field: a value, several values, or one of the named tests. */
const FileFieldTest = z
  .union(
    [
      word,
      z.array(word).min(1),
      z
        .strictObject({
          not: words.optional().describe('None of these. Also holds when the field is unknown.'),
          in: name.optional().describe('One of the values in this table of `data`.'),
          not_in: name.optional().describe('None of the values in this table. Also holds when the field is unknown.'),
          starts: word.optional().describe('The text starts with this.'),
          has: words.optional().describe('The text contains one of these words.'),
        })
        .refine((test) => Object.values(test).filter((given) => given !== undefined).length === 1, NAMED_TESTS),
    ],
    'expected a value, a list of values, or one of {not: [...]}, {in: <table>}, {not_in: <table>}, {starts: ...}, {has: [...]}',
  )
  .meta({
    id: 'test',
    description: 'A value, a list of values, a range such as 100-999, `known`, `unknown`, or a test.',
  });

export type FileFieldTest = z.output<typeof FileFieldTest>;

/** A condition in a plan file: every named field must pass and, with `any`, one of its alternatives too. */
export interface FileCondition {
  readonly any?: readonly FileCondition[] | undefined;
  readonly [field: string]: FileFieldTest | readonly FileCondition[] | undefined;
}

const alternatives = z
  .array(z.lazy(() => FileCondition))
  .min(1, 'expected at least one alternative')
  .optional()
  .describe('At least one of these must hold.');

export const FileCondition: z.ZodType<FileCondition> = z
  .object({ any: alternatives })
  .catchall(FileFieldTest)
  .refine((condition) => Object.keys(condition).length > 0, 'expected a test such as {touch: demo_request}')
  .meta({ id: 'condition', description: 'Every named field must pass: {touch: demo_request, country: [DE, AT]}.' });

/** A condition and the points it is worth, in one map. */
export const FilePoint = z
  .object({
    any: alternatives,
    add: points.describe('Points added when the condition holds; negative points are subtracted.'),
    at_most: countFrom(1).optional().describe('The maximum number of touches that count.'),
  })
  .catchall(FileFieldTest);

export type FilePoint = z.output<typeof FilePoint>;
