import type { S3Client } from '@aws-sdk/client-s3';
import * as z from '../../domain/lazy-zod.ts';
import { KEEPABLE } from '../../domain/plan/privacy.ts';
import { ERASURE_STEPS, type Erasure } from '../../domain/privacy/erasure.ts';
import type { ErasureRecords } from '../../ports/erasure.ts';
import type { Page } from '../../ports/lead-store.ts';
import { RecordFolder } from './record-folder.ts';

const count = z.int().nonnegative();
/** A stored record. */
const ErasureRecord: z.ZodType<Erasure> = z.strictObject({
  id: z.string().min(1),
  at: z.iso.datetime({ precision: 3 }),
  by: z.string().min(1),
  because: z.string().min(1),
  ticket: z.string().optional(),
  scope: z.literal('leads').optional(),
  keeps: z.array(z.enum(KEEPABLE)).optional(),
  keys: z.array(z.string()),
  leads: z.array(z.string()),
  remaining: z.array(z.enum(ERASURE_STEPS)),
  cursor: z.string().optional(),
  waiting: count.optional(),
  doneAt: z.string().optional(),
  counts: z.strictObject({ leads: count, rows: count, deliveries: count, findings: count }),
});

/**
 * Records of erasures, one object each, in the bucket of the bodies under a prefix that never expires. They are outside
 * of the tables on purpose: a table restored to an earlier time knows nothing of later erasures.
 */
export class ErasureBucket implements ErasureRecords {
  readonly #folder: RecordFolder<Erasure>;

  constructor(options: { readonly client: S3Client; readonly bucket: string }) {
    this.#folder = new RecordFolder({ ...options, folder: 'erasures/', schema: ErasureRecord });
  }

  async save(erasure: Erasure): Promise<void> {
    await this.#folder.save(erasure);
  }

  async list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Erasure>> {
    return this.#folder.list(page);
  }
}
