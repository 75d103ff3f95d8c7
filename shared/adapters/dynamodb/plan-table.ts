import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from '../../domain/lazy-zod.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Result } from '../../domain/result.ts';
import type { PlanStore, PlanVersion } from '../../ports/plan-store.ts';
import { StoreError, StoreUnavailableError } from '../../ports/store-error.ts';
import { retryTransientFailures, TransientFailure } from '../in-process/retry.ts';
import { TtlCache } from '../in-process/ttl-cache.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { readRows } from './readable-rows.ts';

const head = { version: z.int().positive(), publishedAt: z.string(), publishedBy: z.string() };
export const HeadRow = z.object(head);
const compressedText = z.instanceof(Uint8Array).transform((bytes) => gunzipSync(bytes).toString('utf8'));
export const PlanRow = z.object({
  ...head,
  text: z.union([z.string(), compressedText]),
  tree: compressedText.transform((text): unknown => JSON.parse(text)),
});
export const ActiveRow = z.object({ version: z.int().positive() });

/** Maximum size of a text stored as is, in bytes. Longer texts are compressed. */
const MAX_UNCOMPRESSED_BYTES = 100_000;
/** DynamoDB's limit for a whole row is 400 kB. */
const MAX_ROW_BYTES = 390_000;
/** How often publishing retries with the next version number after another writer took the current one. */
const MAX_PUBLISH_ATTEMPTS = 50;
/** Compiled versions kept in the process. Leads in work are pinned to the last few. */
const MAX_COMPILED_VERSIONS = 20;

/** Compiles a stored tree; in a promise if its code is loaded when the first plan is read. */
type CompileTree = (tree: unknown) => Result<Plan, unknown> | Promise<Result<Plan, unknown>>;

/**
 * Published plans in the reps table. A row stores the text and the compressed parsed tree. The plan is compiled from
 * the tree on first use, and the last versions used stay cached: a published version never changes.
 */
export class PlanTable implements PlanStore {
  readonly #db: Database;
  readonly #table: string;
  readonly #compile: CompileTree;
  readonly #compiled = new TtlCache<number, PlanVersion>({
    ttlMilliseconds: Number.POSITIVE_INFINITY,
    clock: () => 0,
    maxEntries: MAX_COMPILED_VERSIONS,
  });

  constructor(options: {
    readonly db: Database;
    readonly table: string;
    readonly read: CompileTree;
  }) {
    this.#db = options.db;
    this.#table = options.table;
    this.#compile = options.read;
  }

  /** @throws {StoreError} `plan_too_large` if the plan does not fit into a row even when compressed. */
  async publish({ publishedAt, publishedBy, text, tree }: Omit<PlanVersion, 'version'>): Promise<number> {
    const content = {
      text: Buffer.byteLength(text) > MAX_UNCOMPRESSED_BYTES ? new Uint8Array(gzipSync(text)) : text,
      tree: new Uint8Array(gzipSync(JSON.stringify(tree))),
    };
    const bytes = Object.values(content).reduce((sum, part) => sum + Buffer.byteLength(part), 0);
    if (bytes > MAX_ROW_BYTES) throw new StoreError('plan_too_large');
    const publishNext = async (): Promise<number> => {
      const version = ((await this.#newestHeads(1))[0]?.version ?? 0) + 1;
      const end = await this.#db.put({
        TableName: this.#table,
        Item: { ...keys.plan(version), version, publishedAt, publishedBy, ...content },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      if (end.ended === 'written') return version;
      if (end.ended === 'invalid') throw new StoreError('plan_refused');
      throw new TransientFailure(new StoreUnavailableError('plans_kept_changing'));
    };
    return retryTransientFailures(publishNext, { maxAttempts: MAX_PUBLISH_ATTEMPTS });
  }

  async version(version: number): Promise<PlanVersion | undefined> {
    return this.#compiled.get(version, () => this.#load(version));
  }

  async #load(version: number): Promise<PlanVersion | undefined> {
    const row = await this.#db.get(this.#table, keys.plan(version));
    if (!row) return undefined;
    const stored = readRow(PlanRow, row);
    const plan = await this.#compile(stored.tree);
    // The plan was checked when it was published, so this release no longer understands it.
    if (!plan.ok) throw new StoreError('plan_not_understood');
    return { ...stored, plan: plan.value };
  }

  async versions() {
    return this.#newestHeads();
  }

  async active(): Promise<PlanVersion | undefined> {
    const row = await this.#db.get(this.#table, keys.activePlan());
    return row && this.version(readRow(ActiveRow, row).version);
  }

  async activate(version: number): Promise<{ readonly outcome: 'done' | 'unknown_version' }> {
    const TableName = this.#table;
    const end = await this.#db.transact(
      [
        {
          ConditionCheck: { TableName, Key: { ...keys.plan(version) }, ConditionExpression: 'attribute_exists(pk)' },
        },
        { Put: { TableName, Item: { ...keys.activePlan(), version } } },
      ],
      randomUUID(),
    );
    return { outcome: end.ended === 'written' ? 'done' : 'unknown_version' };
  }

  /** Returns the heads of the versions, newest first, without their texts. */
  async #newestHeads(limit?: number) {
    const rows = await this.#db.query(
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :version)',
        ExpressionAttributeValues: { ':pk': keys.activePlan().pk, ':version': 'V#' },
        ProjectionExpression: '#version, publishedAt, publishedBy',
        ExpressionAttributeNames: { '#version': 'version' },
        ScanIndexForward: false,
      },
      limit,
    );
    return readRows(this.#db, HeadRow, rows);
  }
}
