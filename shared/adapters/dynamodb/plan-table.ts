import { randomUUID } from 'node:crypto';
import type { Plan } from '../../domain/plan/plan.ts';
import { type Proposal, refusalOfApproval } from '../../domain/plan-review/proposal.ts';
import type { Result } from '../../domain/result.ts';
import type { ActivationResult, ActivePlan, NewActivation, PlanStore, PlanVersion } from '../../ports/plan-store.ts';
import { StoreError, StoreUnavailableError } from '../../ports/store-error.ts';
import { retryTransientFailures, TransientFailure } from '../in-process/retry.ts';
import { TtlCache } from '../in-process/ttl-cache.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { ActivationRow, ActiveRow, contentOf, HeadRow, PlanRow, ProposalRow } from './plan-rows.ts';
import { readRow } from './read-row.ts';
import { readRows } from './readable-rows.ts';

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
      const { approvedBy, at } = entry;
      const proposal = approvedBy === undefined ? undefined : await this.#proposal(version);
      const refusal = approvedBy === undefined ? undefined : refusalOfApproval(proposal, { by: approvedBy, at });
      if (refusal) return { outcome: refusal };
      const number = ((await this.#activationRows(1))[0]?.number ?? 0) + 1;
      const row = { ...keys.planActivation(number), number, version, ...entry, ...(change && { change }) };
      const TableName = this.#table;
      const end = await this.#db.transact(
        [
          ...(content ? [{ Put: this.#newVersion(version, content) }] : []),
          { Put: { TableName, Item: row, ConditionExpression: 'attribute_not_exists(pk)' } },
          ...(proposal && approvedBy !== undefined ? [{ Put: this.#approved(proposal, approvedBy, at) }] : []),
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

  async propose(proposal: Omit<Proposal, 'state'>): Promise<void> {
    const Item = { ...keys.planProposal(proposal.version), ...proposal, state: 'open' };
    const end = await this.#db.put({ TableName: this.#table, Item, ConditionExpression: 'attribute_not_exists(pk)' });
    if (end.ended !== 'written') throw new StoreError('proposal_refused');
  }

  async proposals(): Promise<readonly Proposal[]> {
    return readRows(this.#db, ProposalRow, await this.#rowsFrom('P#'));
  }

  async #proposal(version: number): Promise<Proposal | undefined> {
    const row = await this.#db.get(this.#table, keys.planProposal(version));
    return row && readRow(ProposalRow, row);
  }

  /** Holds only while nobody else has approved it, it has not expired, and it is somebody else's. */
  #approved(proposal: Proposal, by: string, at: string) {
    return {
      TableName: this.#table,
      Item: { ...keys.planProposal(proposal.version), ...proposal, state: 'approved' },
      ConditionExpression: '#state = :open AND #by <> :by AND #expiresAt > :at',
      ExpressionAttributeNames: { '#state': 'state', '#by': 'by', '#expiresAt': 'expiresAt' },
      ExpressionAttributeValues: { ':open': 'open', ':by': by, ':at': at },
    };
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
    return readRows(this.#db, ActivationRow, await this.#rowsFrom('A#', limit));
  }

  /** Returns the rows of the plan of one kind, newest first. */
  #rowsFrom(prefix: 'A#' | 'P#', limit?: number) {
    return this.#db.query(
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :entry)',
        ExpressionAttributeValues: { ':pk': keys.activePlan().pk, ':entry': prefix },
        ScanIndexForward: false,
      },
      limit,
    );
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
