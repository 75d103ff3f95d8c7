import * as z from '../../domain/lazy-zod.ts';
import type { Coverage } from '../../domain/reporting/coverage.ts';
import type { FlaggedLead } from '../../domain/reporting/folded-lead.ts';
import { dayOfPosting, type MetricsCell, type Posting, type RepDay } from '../../domain/reporting/posting.ts';
import type { CountMark, Tally } from '../../domain/reporting/tally.ts';
import { StoreError } from '../../ports/store-error.ts';
import { createPackedSchema, pack } from './packed.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
const count = z.int().nonnegative();

const cell = createRowSchema<MetricsCell>({
  day: text,
  source: text,
  team: text.optional(),
  rule: text.optional(),
  turn: text.optional(),
});
const repDay = createRowSchema<RepDay>({ day: text, rep: text });
const counters = z.record(z.string(), z.int());
const posting: z.ZodType<Posting> = z.object({ to: z.union([z.object({ cell }), z.object({ repDay })]), counters });
const flaggedLead = createRowSchema<FlaggedLead>({
  day: text,
  lead: text,
  seq: count,
  rep: text,
  reason: text,
  team: text.optional(),
  rule: text.optional(),
});
const mark = createRowSchema<CountMark>({
  seq: count,
  coverage: createRowSchema<Coverage>({ version: count, names: z.array(text) }).optional(),
});

/** What readers of a day add up. Packed, because the same names come again and again. */
const counts = createPackedSchema(z.object({ postings: z.array(posting), flagged: z.array(flaggedLead) }));
/** What a row of a day adds to its counters: a tally, or what a tally of another day adds to this one. */
export const CountsRow = z.object({ counts });
export const TallyRow = z.object({ version: count, marks: createPackedSchema(z.array(z.tuple([text, mark]))), counts });

/** DynamoDB's limit for a whole row is 400 kB. */
const MAX_ROW_BYTES = 390_000;

/**
 * Returns the attributes of a tally.
 * @throws {StoreError} `tally_too_large` if it does not fit into a row.
 */
export function tallyAttributesOf({ version, marks, postings, flagged }: Tally) {
  const attributes = { version, marks: pack([...marks]), counts: pack({ postings, flagged }) };
  if (attributes.marks.byteLength + attributes.counts.byteLength > MAX_ROW_BYTES)
    throw new StoreError('tally_too_large');
  return attributes;
}

/** Returns the attributes of the row that repeats, for another day, what a tally adds to it. */
export function lateAttributesOf({ postings }: Tally, day: string) {
  return { counts: pack({ postings: postings.filter((one) => dayOfPosting(one) === day), flagged: [] }) };
}
