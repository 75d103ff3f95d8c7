import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from '../../domain/lazy-zod.ts';
import type { PlanVersion } from '../../ports/plan-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import { RunningPilotRow } from './pilot-rows.ts';

const head = { version: z.int().positive(), publishedAt: z.string(), publishedBy: z.string() };
export const HeadRow = z.object(head);
const compressedText = z.instanceof(Uint8Array).transform((bytes) => gunzipSync(bytes).toString('utf8'));
export const PlanRow = z.object({
  ...head,
  text: z.union([z.string(), compressedText]),
  tree: compressedText.transform((text): unknown => JSON.parse(text)),
});
export const ActiveRow = z.object({ version: z.int().positive(), pilot: RunningPilotRow.optional() });
export const ActivationRow = z.object({
  number: z.int().positive(),
  version: z.int().positive(),
  at: z.string(),
  by: z.string(),
  approvedBy: z.string().optional(),
  reason: z.string().optional(),
  forced: z.string().optional(),
  pilot: z.string().optional(),
  change: z.object({ why: z.string(), expect: z.string().optional(), review: z.string().optional() }).optional(),
});
export const ProposalRow = z.object({
  version: z.int().positive(),
  over: z.int().nonnegative(),
  by: z.string(),
  at: z.string(),
  expiresAt: z.string(),
  forced: z.string().optional(),
  state: z.enum(['open', 'approved']),
});

/** Maximum size of a text stored as is, in bytes. Longer texts are compressed. */
const MAX_UNCOMPRESSED_BYTES = 100_000;
/** DynamoDB's limit for a whole row is 400 kB. */
const MAX_ROW_BYTES = 390_000;

/** Packs a draft into the attributes of its row. @throws {StoreError} `plan_too_large` */
export function contentOf({ publishedAt, publishedBy, text, tree }: Omit<PlanVersion, 'version'>) {
  const packed = {
    text: Buffer.byteLength(text) > MAX_UNCOMPRESSED_BYTES ? new Uint8Array(gzipSync(text)) : text,
    tree: new Uint8Array(gzipSync(JSON.stringify(tree))),
  };
  const bytes = Object.values(packed).reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  if (bytes > MAX_ROW_BYTES) throw new StoreError('plan_too_large');
  return { publishedAt, publishedBy, ...packed };
}
