import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type * as z from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { recordNameOf } from '../../domain/privacy/record-name.ts';
import { BadCursor } from '../../ports/bad-cursor.ts';
import type { Page } from '../../ports/lead-store.ts';
import { StoreError } from '../../ports/store-error.ts';

/** Ids of records are a short prefix for their kind, `era_`, and letters or digits. */
const NAME = /^\d{13}-[a-z]{3}_[0-9A-Za-z]+$/;

/** Records with an id and a time, one object each, under a prefix of a bucket; listed newest first. */
export class RecordFolder<Kept extends { readonly id: string; readonly at: Instant }> {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #folder: string;
  readonly #schema: z.ZodType<Kept>;

  constructor(options: {
    readonly client: S3Client;
    readonly bucket: string;
    /** Prefix that ends with a slash. */
    readonly folder: string;
    readonly schema: z.ZodType<Kept>;
  }) {
    this.#client = options.client;
    this.#bucket = options.bucket;
    this.#folder = options.folder;
    this.#schema = options.schema;
  }

  async save(record: Kept): Promise<void> {
    const Key = `${this.#folder}${recordNameOf(record)}`;
    const Body = JSON.stringify(this.#schema.parse(record));
    await this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key, Body, ContentType: 'application/json' }));
  }

  async list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Kept>> {
    const { limit, cursor } = page;
    if (cursor !== undefined && !NAME.test(cursor)) throw new BadCursor();
    const listed = await this.#client.send(
      new ListObjectsV2Command({
        Bucket: this.#bucket,
        Prefix: this.#folder,
        MaxKeys: limit,
        ...(cursor !== undefined && { StartAfter: `${this.#folder}${cursor}` }),
      }),
    );
    const names = (listed.Contents ?? []).flatMap(({ Key }) => Key ?? []);
    const items = await Promise.all(names.map((name) => this.#read(name)));
    const last = listed.IsTruncated === true ? names.at(-1) : undefined;
    return { items, ...(last !== undefined && { cursor: last.slice(this.#folder.length) }) };
  }

  async #read(Key: string): Promise<Kept> {
    const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key }));
    const text = await Body?.transformToString();
    const parsed = this.#schema.safeParse(parseJson(text ?? ''));
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
