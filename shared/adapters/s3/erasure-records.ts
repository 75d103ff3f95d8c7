import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { KEEPABLE } from '../../domain/plan/privacy.ts';
import { ERASURE_STEPS, type Erasure, erasureNameOf } from '../../domain/privacy/erasure.ts';
import { BadCursor } from '../../ports/bad-cursor.ts';
import type { ErasureRecords } from '../../ports/erasure.ts';
import type { Page } from '../../ports/lead-store.ts';
import { StoreError } from '../../ports/store-error.ts';

const FOLDER = 'erasures/';
const NAME = /^\d{13}-era_[0-9A-Za-z]+$/;

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
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(options: { readonly client: S3Client; readonly bucket: string }) {
    this.#client = options.client;
    this.#bucket = options.bucket;
  }

  async save(erasure: Erasure): Promise<void> {
    const Key = `${FOLDER}${erasureNameOf(erasure)}`;
    const Body = JSON.stringify(ErasureRecord.parse(erasure));
    await this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key, Body, ContentType: 'application/json' }));
  }

  async list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Erasure>> {
    const { limit, cursor } = page;
    if (cursor !== undefined && !NAME.test(cursor)) throw new BadCursor();
    const listed = await this.#client.send(
      new ListObjectsV2Command({
        Bucket: this.#bucket,
        Prefix: FOLDER,
        MaxKeys: limit,
        ...(cursor !== undefined && { StartAfter: `${FOLDER}${cursor}` }),
      }),
    );
    const names = (listed.Contents ?? []).flatMap(({ Key }) => Key ?? []);
    const items = await Promise.all(names.map((name) => this.#read(name)));
    const last = listed.IsTruncated === true ? names.at(-1) : undefined;
    return { items, ...(last !== undefined && { cursor: last.slice(FOLDER.length) }) };
  }

  async #read(Key: string): Promise<Erasure> {
    const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key }));
    const text = await Body?.transformToString();
    const parsed = ErasureRecord.safeParse(parseJson(text ?? ''));
    if (!parsed.success) throw new StoreError('unreadable_record');
    return parsed.data;
  }
}

/** Returns what a text says in JSON; undefined if it is none. The parser's own error would quote it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
