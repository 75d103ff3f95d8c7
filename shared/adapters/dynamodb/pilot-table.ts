import { randomUUID } from 'node:crypto';
import type { Pilot, PilotEnd, PilotRecord, RunningPilot } from '../../domain/pilot/pilot.ts';
import type { NewPilot, PilotStart, PilotStore } from '../../ports/pilot-store.ts';
import type { PlanStore } from '../../ports/plan-store.ts';
import { StoreError, StoreUnavailableError } from '../../ports/store-error.ts';
import { retryTransientFailures, TransientFailure } from '../in-process/retry.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { PilotRow } from './pilot-rows.ts';
import { readRows } from './readable-rows.ts';

/** How often a write is retried after others changed the plan in force or the pilots. */
const MAX_ATTEMPTS = 10;

/**
 * Pilots in the reps table. The running one is an attribute of the row that names the plan in force: whoever reads that
 * plan reads the pilot with it, and one condition keeps plans from being published meanwhile. A row of its own keeps each
 * pilot for the history, without its salt.
 */
export class PilotTable implements PilotStore {
  readonly #db: Database;
  readonly #table: string;
  readonly #plans: Pick<PlanStore, 'active' | 'version' | 'activations'>;

  constructor(options: {
    readonly db: Database;
    readonly table: string;
    readonly plans: Pick<PlanStore, 'active' | 'version' | 'activations'>;
  }) {
    this.#db = options.db;
    this.#table = options.table;
    this.#plans = options.plans;
  }

  async start({ salt, ...pilot }: NewPilot): Promise<PilotStart> {
    if (!(await this.#plans.version(pilot.version))) return { outcome: 'unknown_version' };
    return this.#again(async () => {
      const active = await this.#plans.active();
      if (active?.pilot) return { outcome: 'pilot_running' };
      if (active?.version !== pilot.over) return { outcome: 'conflict' };
      const number = (await this.#rows()).length + 1;
      const next: Pilot = { ...pilot, id: `pilot_${number}` };
      const isWritten = await this.#write([
        {
          Put: {
            TableName: this.#table,
            Item: { ...keys.pilot(number), ...next },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Update: {
            TableName: this.#table,
            Key: { ...keys.activePlan() },
            UpdateExpression: 'SET pilot = :pilot',
            ConditionExpression: '#version = :over AND attribute_not_exists(pilot)',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':over': pilot.over, ':pilot': { ...next, salt } satisfies RunningPilot },
          },
        },
      ]);
      return isWritten ? { outcome: 'done', pilot: next } : undefined;
    });
  }

  async grow(id: string, share: number): Promise<{ readonly outcome: 'done' | 'not_running' }> {
    return this.#again(async () => {
      const pilot = await this.#running(id);
      if (!pilot || pilot.share >= share) return { outcome: 'not_running' };
      const isWritten = await this.#write([
        {
          Update: {
            TableName: this.#table,
            Key: { ...keys.activePlan() },
            UpdateExpression: 'SET pilot.#share = :share',
            ConditionExpression: 'pilot.id = :id AND pilot.#share < :share',
            ExpressionAttributeNames: { '#share': 'share' },
            ExpressionAttributeValues: { ':id': id, ':share': share },
          },
        },
        {
          Update: {
            TableName: this.#table,
            Key: { ...keys.pilot(numberOf(id)) },
            UpdateExpression: 'SET #share = :share',
            ExpressionAttributeNames: { '#share': 'share' },
            ExpressionAttributeValues: { ':share': share },
          },
        },
      ]);
      return isWritten ? { outcome: 'done' } : undefined;
    });
  }

  async end(id: string, end: PilotEnd): Promise<{ readonly outcome: 'done' | 'not_running' }> {
    return this.#again(async () => {
      const pilot = await this.#running(id);
      if (!pilot) return { outcome: 'not_running' };
      const inForce = end.how === 'promoted' ? pilot.version : pilot.over;
      const isWritten = await this.#write([
        {
          Update: {
            TableName: this.#table,
            Key: { ...keys.pilot(numberOf(id)) },
            UpdateExpression: 'SET #end = :end',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#end)',
            ExpressionAttributeNames: { '#end': 'end' },
            ExpressionAttributeValues: { ':end': end },
          },
        },
        {
          Put: {
            TableName: this.#table,
            Item: { ...keys.activePlan(), version: inForce },
            ConditionExpression: 'pilot.id = :id',
            ExpressionAttributeValues: { ':id': id },
          },
        },
        ...(end.how === 'promoted' ? [await this.#activationOf(pilot, end)] : []),
      ]);
      return isWritten ? { outcome: 'done' } : undefined;
    });
  }

  async list(): Promise<readonly PilotRecord[]> {
    return readRows(this.#db, PilotRow, await this.#rows());
  }

  async #activationOf({ id, version }: Pilot, { at, by, reason }: PilotEnd) {
    const number = (await this.#plans.activations()).length + 1;
    const change = (await this.#plans.version(version))?.plan.change;
    const entry = { at, by, pilot: id, ...(reason !== undefined && { reason }), ...(change && { change }) };
    return {
      Put: {
        TableName: this.#table,
        Item: { ...keys.planActivation(number), number, version, ...entry },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
  }

  async #running(id: string): Promise<RunningPilot | undefined> {
    const pilot = (await this.#plans.active())?.pilot;
    return pilot?.id === id ? pilot : undefined;
  }

  #rows() {
    return this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :pilot)',
      ExpressionAttributeValues: { ':pk': keys.activePlan().pk, ':pilot': 'PILOT#' },
      ScanIndexForward: false,
    });
  }

  async #write(items: Parameters<Database['transact']>[0]): Promise<boolean> {
    const { ended } = await this.#db.transact(items, randomUUID());
    if (ended === 'invalid') throw new StoreError('pilot_refused');
    return ended === 'written';
  }

  /** Decides again as long as the write loses a race. */
  #again<Done>(attempt: () => Promise<Done | undefined>): Promise<Done> {
    const attemptOnce = async (): Promise<Done> => {
      const done = await attempt();
      if (done !== undefined) return done;
      throw new TransientFailure(new StoreUnavailableError('plans_kept_changing'));
    };
    return retryTransientFailures(attemptOnce, { maxAttempts: MAX_ATTEMPTS });
  }
}

function numberOf(id: string): number {
  return Number(id.slice('pilot_'.length));
}
