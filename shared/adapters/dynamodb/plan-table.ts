import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from '../../domain/lazy-zod.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Result } from '../../domain/result.ts';
import type { ActivationResult, ActivePlan, NewActivation, PlanStore, PlanVersion } from '../../ports/plan-store.ts';
import { StoreError, StoreUnavailableError } from '../../ports/store-error.ts';
import { retryTransientFailures, TransientFailure } from '../in-process/retry.ts';
import { TtlCache } from '../in-process/ttl-cache.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { RunningPilotRow } from './pilot-rows.ts';
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
export const ActiveRow = z.object({ version: z.int().positive(), pilot: RunningPilotRow.optional() });
export const ActivationRow = z.object({
  number: z.int().positive(),
  version: z.int().positive(),
  at: z.string(),
  by: z.string(),
  reason: z.string().optional(),
  forced: z.string().optional(),
  pilot: z.string().optional(),
  change: z.object({ why: z.string(), expect: z.string().optional(), review: z.string().optional() }).optional(),
});

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
  async publish(draft: Omit<PlanVersion, 'version'>): Promise<number> {
    const content = contentOf(draft);
    const publishNext = async (): Promise<number> => {
      const version = await this.#nextVersion();
      const end = await this.#db.put(this.#newVersion(version, content));
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

  async active(): Promise<ActivePlan | undefined> {
    const row = await this.#db.get(this.#table, keys.activePlan());
    if (!row) return undefined;
    const { version, pilot } = readRow(ActiveRow, row);
    const plan = await this.version(version);
    return plan && pilot ? { ...plan, pilot } : plan;
  }

  async activate(version: number): Promise<{ readonly outcome: 'done' | 'unknown_version' }> {
    const TableName = this.#table;
    const end = await this.#db.transact(
      [
        {
          ConditionCheck: { TableName, Key: { ...keys.plan(version) }, ConditionExpression: 'attribute_exists(pk)' },
        },
        {
          Update: {
            TableName,
            Key: { ...keys.activePlan() },
            UpdateExpression: 'SET #version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': version },
          },
        },
      ],
      randomUUID(),
    );
    return { outcome: end.ended === 'written' ? 'done' : 'unknown_version' };
  }

  /** @throws {StoreError} `plan_too_large` as {@link publish}. */
  async putInForce(
    plan: number | Omit<PlanVersion, 'version'>,
    entry: NewActivation,
    over?: number,
  ): Promise<ActivationResult> {
    const content = typeof plan === 'number' ? undefined : contentOf(plan);
    const known = typeof plan === 'number' ? await this.version(plan) : plan;
    if (!known) return { outcome: 'unknown_version' };
    const { change } = known.plan;
    const putNext = async (): Promise<ActivationResult> => {
      const active = await this.#db.get(this.#table, keys.activePlan());
      const inForce = active && readRow(ActiveRow, active);
      const current = inForce?.version;
      if (inForce?.pilot) return { outcome: 'pilot_running' };
      if (over !== undefined && over !== (current ?? 0)) return { outcome: 'conflict' };
      const version = typeof plan === 'number' ? plan : await this.#nextVersion();
      const number = ((await this.#activationRows(1))[0]?.number ?? 0) + 1;
      const row = { ...keys.planActivation(number), number, version, ...entry, ...(change && { change }) };
      const TableName = this.#table;
      const end = await this.#db.transact(
        [
          ...(content ? [{ Put: this.#newVersion(version, content) }] : []),
          { Put: { TableName, Item: row, ConditionExpression: 'attribute_not_exists(pk)' } },
          {
            Put: {
              TableName,
              Item: { ...keys.activePlan(), version },
              ...(current === undefined
                ? { ConditionExpression: 'attribute_not_exists(pk)' }
                : {
                    ConditionExpression: '#version = :current AND attribute_not_exists(pilot)',
                    ExpressionAttributeNames: { '#version': 'version' },
                    ExpressionAttributeValues: { ':current': current },
                  }),
            },
          },
        ],
        randomUUID(),
      );
      if (end.ended === 'written') return { outcome: 'done', version };
      if (end.ended === 'invalid') throw new StoreError('plan_refused');
      throw new TransientFailure(new StoreUnavailableError('plans_kept_changing'));
    };
    return retryTransientFailures(putNext, { maxAttempts: MAX_PUBLISH_ATTEMPTS });
  }

  async activations() {
    return (await this.#activationRows()).map(({ number: _, ...entry }) => entry);
  }

  async #nextVersion(): Promise<number> {
    return ((await this.#newestHeads(1))[0]?.version ?? 0) + 1;
  }

  #newVersion(version: number, content: ReturnType<typeof contentOf>) {
    return {
      TableName: this.#table,
      Item: { ...keys.plan(version), version, ...content },
      ConditionExpression: 'attribute_not_exists(pk)',
    };
  }

  async #activationRows(limit?: number) {
    const rows = await this.#db.query(
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :entry)',
        ExpressionAttributeValues: { ':pk': keys.activePlan().pk, ':entry': 'A#' },
        ScanIndexForward: false,
      },
      limit,
    );
    return readRows(this.#db, ActivationRow, rows);
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

/** Packs a draft into the attributes of its row. @throws {StoreError} `plan_too_large` */
function contentOf({ publishedAt, publishedBy, text, tree }: Omit<PlanVersion, 'version'>) {
  const packed = {
    text: Buffer.byteLength(text) > MAX_UNCOMPRESSED_BYTES ? new Uint8Array(gzipSync(text)) : text,
    tree: new Uint8Array(gzipSync(JSON.stringify(tree))),
  };
  const bytes = Object.values(packed).reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  if (bytes > MAX_ROW_BYTES) throw new StoreError('plan_too_large');
  return { publishedAt, publishedBy, ...packed };
}
