import type { CrmChange, CrmRecordChange } from '../../domain/crm/crm-change.ts';
import { type CrmFailure, type CrmFailureCode, isPassing } from '../../domain/crm/crm-failure.ts';
import { advance, type CrmReading, cursorOf, inOrder, isTaken, newCrmReading } from '../../domain/crm/crm-reading.ts';
import { repsByUser } from '../../domain/crm/reps-by-user.ts';
import { addSeconds, type Instant, secondsBetween } from '../../domain/instant.ts';
import { readCompanies } from './read-companies.ts';
import type { CrmReadConnection, CrmReadResult, ReadingContext, ReadingDeps, TakenChange } from './reading-deps.ts';
import { takeActivity } from './take-activity.ts';
import { takeDeal } from './take-deal.ts';
import { takeDeletion } from './take-deletions.ts';
import { takeOwner } from './take-owner.ts';
import { takeStages } from './take-stages.ts';

/** The most rounds of one run; what is left is read by the next one. */
const MAX_ROUNDS = 20;

/** What was read of all kinds in one round. */
interface Round {
  /** Each change with its kind. */
  readonly changes: readonly { readonly kind: string; readonly change: CrmChange }[];
  /** For each kind with more to read: up to when it was read. */
  readonly horizons: readonly Instant[];
  /** By kind, up to when it was looked through. */
  readonly ends: ReadonlyMap<string, Instant>;
  /** Kinds that cannot be read, though others can, and why. */
  readonly refused: ReadonlyMap<string, CrmFailureCode>;
}

/**
 * Reads what was changed in the CRM since the last run, and takes it in the order in which it was changed: activities
 * that stop a clock, deals that move or are over, stages of people, owners that people set. Where a run stops, the next one goes on; what comes twice counts once. A
 * kind that the credentials do not allow is left out; any other failure ends the run, so that the order is kept.
 * @param mayGoOn whether there is time for another round
 * @throws when a store fails; what was taken until then is kept
 */
export async function readCrm(now: Instant, mayGoOn: () => boolean, deps: ReadingDeps): Promise<CrmReadResult> {
  const connection = await deps.connection();
  if (!connection) return { outcome: 'not_connected', ...NOTHING };
  if ((await deps.mode()) === 'shadow') return { outcome: 'shadow', ...NOTHING };
  const stored = await deps.readings.load(connection.settings.system);
  const reading = stored ?? newCrmReading(connection.settings.system);
  const started = await startContext(connection, now, deps);
  if ('failure' in started) return fail(reading, started.failure, now, deps);
  return new ReadingRun(reading, started.context, deps).read(mayGoOn);
}

const NOTHING = { taken: [], unread: [], failingSeconds: 0 } as const;

/** Whether a failure is about one kind of change alone: a scope or an object that is missing. */
function isOfKind({ code }: CrmFailure): boolean {
  return code === 'forbidden' || !isPassing(code);
}

/** Learns who the CRM's users are here. */
async function startContext(
  connection: CrmReadConnection,
  now: Instant,
  deps: Pick<ReadingDeps, 'reps'>,
): Promise<{ readonly context: ReadingContext } | { readonly failure: CrmFailure }> {
  const users = await connection.crm.users();
  if (!users.ok) return { failure: users.problem };
  const reps = repsByUser(await deps.reps.list(), users.value, connection.settings.users);
  const repOf = (user: string | undefined) => (user === undefined ? undefined : reps.get(user));
  return { context: { ...connection, now, users: users.value, repOf } };
}

async function fail(
  reading: CrmReading,
  { code }: CrmFailure,
  now: Instant,
  { readings }: Pick<ReadingDeps, 'readings'>,
): Promise<CrmReadResult> {
  const since = reading.failing?.since ?? now;
  if (reading.failing?.because !== code) await readings.save({ ...reading, failing: { since, because: code } });
  return { outcome: 'failing', ...NOTHING, failingSeconds: secondsBetween(since, now), because: code };
}

/** One run of reading, which saves how far it came after each round. */
class ReadingRun {
  #reading: CrmReading;
  /** As it was when the run began. */
  readonly #before: CrmReading;
  /** As it was loaded or saved last. */
  #saved: CrmReading;
  readonly #context: ReadingContext;
  readonly #deps: ReadingDeps;
  readonly #taken: TakenChange[] = [];

  constructor(reading: CrmReading, context: ReadingContext, deps: ReadingDeps) {
    this.#reading = reading;
    this.#saved = reading;
    this.#before = reading;
    this.#context = context;
    this.#deps = deps;
  }

  async read(mayGoOn: () => boolean): Promise<CrmReadResult> {
    await this.#lookAgain();
    for (let round = 0; round < MAX_ROUNDS && mayGoOn(); round++) {
      const found = await this.#readAll();
      if ('code' in found) {
        const failed = await fail(this.#reading, found, this.#context.now, this.#deps);
        return { ...failed, taken: this.#taken };
      }
      const { error } = await this.#take(found);
      if (this.#reading !== this.#saved && !(await this.#save())) return { ...this.#result(), outcome: 'overtaken' };
      if (error) throw error.because;
      if (found.horizons.length === 0) break;
    }
    if (mayGoOn() && !(await this.#readCompanies())) return { ...this.#result(), outcome: 'overtaken' };
    return this.#result();
  }

  #result(): CrmReadResult {
    const unread = Object.entries(this.#reading.cursors).flatMap(([kind, { because }]) =>
      because === undefined || because === this.#before.cursors[kind]?.because ? [] : [{ kind, because }],
    );
    return { outcome: 'read', taken: this.#taken, unread, failingSeconds: 0 };
  }

  /** Reads companies apart: their order among the other changes does not matter, and many of them hold up nothing. */
  async #readCompanies(): Promise<boolean> {
    const { cursors, taken, error } = await readCompanies(this.#reading.cursors, this.#context, this.#deps);
    this.#taken.push(...taken);
    if (cursors !== this.#reading.cursors) this.#reading = { ...this.#reading, cursors };
    const isSaved = this.#reading === this.#saved || (await this.#save());
    if (error) throw error.because;
    return isSaved;
  }

  /** Looks at records that were being written when they were met. */
  async #lookAgain(): Promise<void> {
    const { again } = this.#reading;
    if (again.length === 0) return;
    const left: string[] = [];
    for (const id of again) {
      const record = await this.#context.changes.record(id);
      if (!record.ok) left.push(id);
      else if (record.value && (await this.#takeOwner({ about: record.value, ...record.value }))) left.push(id);
    }
    this.#reading = { ...this.#reading, again: left };
  }

  async #readAll(): Promise<Round | CrmFailure> {
    const { changes: crm, now } = this.#context;
    const changes: { kind: string; change: CrmChange }[] = [];
    const horizons: Instant[] = [];
    const ends = new Map<string, Instant>();
    const refused = new Map<string, CrmFailureCode>();
    for (const kind of crm.kinds) {
      const cursor = cursorOf(this.#reading, kind, now);
      const from = addSeconds(cursor.readUntil, -crm.overlapSeconds);
      const page = await crm.read({ kind, from, now, isTaken: (change) => isTaken(cursor, change) });
      if (!page.ok && isOfKind(page.problem)) refused.set(kind, page.problem.code);
      else if (!page.ok) return page.problem;
      else {
        changes.push(...page.value.changes.map((change) => ({ kind, change })));
        const { readUntil, isComplete } = page.value;
        if (readUntil !== undefined) ends.set(kind, readUntil);
        if (readUntil !== undefined && !isComplete) horizons.push(readUntil);
      }
    }
    return { changes, horizons, ends, refused };
  }

  /** Takes what is due. If a store fails, what was taken before stays taken. */
  async #take(round: Round): Promise<{ readonly error?: { readonly because: unknown } }> {
    const { changes, horizons } = round;
    const { due } = inOrder(
      changes.map(({ change }) => change),
      horizons,
    );
    const taken = new Set<CrmChange>();
    let error: { readonly because: unknown } | undefined;
    try {
      for (const change of due) {
        if (change.type === 'activity') this.#taken.push(...(await takeActivity(change, this.#context, this.#deps)));
        else if (change.type === 'deal') this.#taken.push(...(await takeDeal(change, this.#context, this.#deps)));
        else if (change.type === 'deletion') this.#taken.push(await takeDeletion(change, this.#context, this.#deps));
        else await this.#takeRecord(change);
        taken.add(change);
      }
    } catch (because) {
      error = { because };
    }
    this.#advance(round, taken);
    return error ? { error } : {};
  }

  #advance({ changes, ends, refused }: Round, taken: ReadonlySet<CrmChange>): void {
    const { changes: crm, now } = this.#context;
    const cursors = { ...this.#reading.cursors };
    let isChanged = this.#reading.failing !== undefined;
    for (const kind of crm.kinds) {
      const before = cursors[kind];
      const because = refused.get(kind);
      const found = changes.filter((one) => one.kind === kind);
      const own = found.flatMap(({ change }) => (taken.has(change) ? [change] : []));
      const readUntil = own.length === found.length ? ends.get(kind) : undefined;
      const isFurther = own.length > 0 || (before && readUntil !== undefined && readUntil > before.readUntil);
      if (before && !isFurther && before.because === because) continue;
      const { overlapSeconds } = crm;
      const after = advance(cursorOf(this.#reading, kind, now), own, { overlapSeconds, readUntil });
      cursors[kind] = { ...after, ...(because !== undefined && { because }) };
      isChanged = true;
    }
    if (!isChanged) return;
    const { failing: _, ...rest } = this.#reading;
    this.#reading = { ...rest, cursors };
  }

  async #takeRecord(change: CrmRecordChange): Promise<void> {
    this.#taken.push(...(await takeStages(change, this.#context, this.#deps)));
    if (!change.isConverted && (await this.#takeOwner(change))) this.#setAside(change.about.record);
  }

  /** @returns whether it must be looked at again */
  async #takeOwner(change: Parameters<typeof takeOwner>[0]): Promise<boolean> {
    const result = await takeOwner(change, this.#context, this.#deps);
    this.#taken.push(result);
    return result.outcome === 'busy';
  }

  #setAside(record: string): void {
    const again = [...new Set([...this.#reading.again, record])];
    this.#reading = { ...this.#reading, again };
  }

  async #save(): Promise<boolean> {
    const isSaved = await this.#deps.readings.save(this.#reading);
    this.#reading = { ...this.#reading, version: this.#reading.version + 1 };
    this.#saved = this.#reading;
    return isSaved;
  }
}
