import { parse } from 'yaml';
import * as z from 'zod';
import { ownValue } from '../../shared/domain/own-value.ts';
import { duration } from '../../shared/domain/plan/file/file-scalars.ts';
import type { SenderProofMode } from '../../shared/domain/sources/sender-proof-mode.ts';
import { SOURCE_KIND_NAMES } from '../../shared/domain/sources/source-kind-names.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import { readTextFile } from '../csv/decode-text.ts';

const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_.-]{0,63}$/,
    'expected an id of lower-case letters, digits, `-`, `_` or `.`, such as `demo-form`',
  );
const touch = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,19}(?:_[a-z0-9]{1,20}){0,3}$/, 'expected a touch such as `demo_request`');
const shortText = z.string().min(1).max(200);
const textMap = z.record(shortText, shortText);

/** The most leads of a list per rep and day: `15/day/rep`. */
const pace = z
  .string()
  .regex(/^[1-9]\d{0,3}\/day\/rep$/, 'expected a number per day and rep, such as `15/day/rep`')
  .transform((text) => ({ perRepPerDay: Number.parseInt(text, 10) }));

/** How a sender that can set no header proves itself: `query:secret`, `field:google_key` or `address`. */
const proof = z
  .string()
  .regex(
    /^(?:address|(?:query|field):[\w.[\]-]{1,100})$/,
    'expected query:<parameter>, field:<name in the body> or address',
  )
  .transform((text): SenderProofMode => {
    const [by, name = ''] = text.split(':');
    return by === 'query' || by === 'field' ? { by, name } : { by: 'address' };
  });

/** How many fields the form asks for: `3+2` is three at first, and two more with each return. */
const ask = z
  .string()
  .regex(/^\d{1,2}\+\d{1,2}$/, 'expected two numbers such as `3+2`: at first, and more with each return')
  .transform((text) => {
    const [first = 0, more = 0] = text.split('+').map(Number);
    return { first, more };
  });

/** The origin of a page, as browsers send it. `http` is for development. */
const origin = z
  .string()
  .regex(
    /^https?:\/\/[a-z0-9.-]{1,253}(?::\d{1,5})?$/,
    'expected an origin such as https://www.acme.example, without a path',
  );

/** A source as written in a file or as command options. */
const Definition = z.strictObject({
  kind: z.enum(SOURCE_KIND_NAMES, `expected one of ${SOURCE_KIND_NAMES.join(', ')}`).default('generic'),
  touch,
  fields: textMap.optional(),
  values: z.record(shortText, textMap).optional(),
  silent_after: duration.optional(),
  pace: pace.optional(),
  proof: proof.optional(),
  ask: ask.optional(),
  origins: z.array(origin).min(1).max(20).optional(),
  turn: z.enum(['shared', 'separate'], 'expected shared or separate').optional(),
});

const SourcesFile = z.strictObject({ sources: z.record(z.string(), z.unknown()) });

/** The configurable part of a source. */
export type SourceDefinition = Pick<
  Source,
  | 'id'
  | 'kind'
  | 'touch'
  | 'fields'
  | 'values'
  | 'silentSeconds'
  | 'pace'
  | 'proof'
  | 'ask'
  | 'origins'
  | 'separateTurn'
>;

/** Validates one source definition. @throws with each problem and what was expected */
export function parseDefinition(name: string, written: unknown): SourceDefinition {
  const read = z.strictObject({ id, definition: Definition }).safeParse({ id: name, definition: written });
  if (!read.success) throw new Error(`The source ${name} is invalid:\n${z.prettifyError(read.error)}`);
  const { silent_after, turn, ...rest } = read.data.definition;
  return {
    id: name,
    ...rest,
    ...(silent_after !== undefined && { silentSeconds: silent_after }),
    ...(turn === 'separate' && { separateTurn: true }),
  };
}

/**
 * Reads the sources of a file, `sources: {demo-form: {kind: typeform, touch: demo_request}}`. @throws when it is
 * malformed
 */
export async function readDefinitionFile(file: string): Promise<readonly SourceDefinition[]> {
  // All values are text: YAML must not turn `01067` into a number or `no` into `false`.
  const read = SourcesFile.safeParse(parse((await readTextFile(file)).text, { schema: 'failsafe' }));
  if (!read.success) throw new Error(`${file} is not a file of sources:\n${z.prettifyError(read.error)}`);
  return Object.entries(read.data.sources).map(([name, written]) => parseDefinition(name, written));
}

/** Parses `name=ours` options into a map. @throws when a part is missing */
export function parseFieldOptions(options: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(options.map((option) => splitPair(option, '=')));
}

/** Parses `field:their word=our value` options into maps by field. @throws when a part is missing */
export function parseValueOptions(
  options: readonly string[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const values: Record<string, Record<string, string>> = {};
  for (const option of options) {
    const [field, words] = splitPair(option, ':');
    const [theirs, ours] = splitPair(words, '=');
    values[field] = { ...ownValue(values, field), [theirs]: ours };
  }
  return values;
}

function splitPair(text: string, sign: string): readonly [string, string] {
  const at = sign === '=' ? text.lastIndexOf(sign) : text.indexOf(sign);
  if (at < 1 || at === text.length - 1) throw new Error(`"${text}" must be written as one${sign}another.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
