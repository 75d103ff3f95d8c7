import * as z from '../../lazy-zod.ts';
import { word } from './file-scalars.ts';
import { MAX_TABLE_VALUES, TABLE_FILE_PATTERN, TERRITORIES } from './plan-tables.ts';

const TERRITORIES_ELSEWHERE =
  'territories change more often than a plan, so they are loaded on their own: leave this out, and use `baton import territories <file>`';
const values = z.array(word).min(1, 'expected at least one value').max(MAX_TABLE_VALUES);

/** A table of values: a file beside the plan, the values themselves or, once the file was read, its columns. */
function tableOf(expected: string) {
  return z.union([z.string().regex(TABLE_FILE_PATTERN, expected), values, z.record(z.string(), values)], expected);
}

const table = tableOf('expected a file beside the plan such as competitors.csv, or a list of values');

export type FileTable = z.output<typeof table>;

/** Tables that conditions refer to by name, and days on which nobody works. */
export const FileData = z
  .object({
    holidays: z
      .union([
        z.literal('auto'),
        tableOf('expected `auto`, a file beside the plan such as closed.csv, or a list of dates'),
      ])
      .prefault('auto')
      .describe('auto: the public holidays where each rep lives; or a table of dates that are closed besides.'),
  })
  .catchall(table)
  .refine((data) => !Object.hasOwn(data, TERRITORIES), { path: [TERRITORIES], message: TERRITORIES_ELSEWHERE });

export type FileData = z.output<typeof FileData>;
