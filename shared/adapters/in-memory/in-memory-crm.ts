import type { CrmFailure } from '../../domain/crm/crm-failure.ts';
import type { CrmUser } from '../../domain/crm/crm-users.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import type {
  Crm,
  CrmProperty,
  CrmRecordResult,
  CrmRecordWrite,
  CrmTaskResult,
  CrmTaskWrite,
} from '../../ports/crm.ts';

/** A record as the fake holds it. */
export interface InMemoryCrmRecord {
  readonly email?: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Fake of a CRM. */
export class InMemoryCrm implements Crm {
  readonly ownerProperty = 'owner';
  readonly records = new Map<string, InMemoryCrmRecord>();
  readonly tasks = new Map<string, CrmTaskWrite>();
  /** Set while the CRM accepts nothing. */
  failing: CrmFailure | undefined;
  /** Set while it refuses to write tasks. */
  failingTasks: CrmFailure | undefined;
  /** Makes tasks without saying so, once. */
  losesNextAnswer = false;
  /** How many calls of each kind were made. */
  readonly calls = { records: 0, tasks: 0 };
  readonly #users: readonly CrmUser[];
  #ids = 0;

  constructor(users: readonly CrmUser[] = []) {
    this.#users = users;
  }

  async saveRecords(writes: readonly CrmRecordWrite[]): Promise<readonly CrmRecordResult[]> {
    this.calls.records += 1;
    return writes.map((write) => this.#saveRecord(write));
  }

  #saveRecord({ record, person: { email }, mayMake, values }: CrmRecordWrite): CrmRecordResult {
    if (this.failing) return { outcome: 'failed', failure: this.failing };
    const known = record !== undefined && this.records.has(record) ? record : this.#recordOf(email);
    if (known === undefined && !mayMake) return { outcome: 'none' };
    if (known === undefined && email === undefined) return { outcome: 'failed', failure: { code: 'no_email' } };
    const id = known ?? this.#newId();
    const before = this.records.get(id) ?? { ...(email !== undefined && { email }), values: {} };
    this.records.set(id, { ...before, values: { ...before.values, ...values } });
    return { outcome: 'saved', record: id, leftOut: [] };
  }

  #recordOf(email: string | undefined): string | undefined {
    if (email === undefined) return undefined;
    return [...this.records].find(([, one]) => one.email === email)?.[0];
  }

  async saveTasks(writes: readonly CrmTaskWrite[]): Promise<readonly CrmTaskResult[]> {
    this.calls.tasks += 1;
    return writes.map((write) => this.#saveTask(write));
  }

  #saveTask(write: CrmTaskWrite): CrmTaskResult {
    const failing = this.failing ?? this.failingTasks;
    if (failing) return { outcome: 'failed', failure: failing };
    const found = write.mayExist ? [...this.tasks].find(([, { mark }]) => mark === write.mark)?.[0] : undefined;
    const id = write.task ?? found;
    if (id === undefined && write.done) return { outcome: 'gone' };
    if (id !== undefined && !this.tasks.has(id)) return { outcome: 'gone' };
    const task = id ?? this.#newId();
    this.tasks.set(task, { ...write, mark: this.tasks.get(task)?.mark ?? write.mark });
    if (!this.losesNextAnswer) return { outcome: 'saved', task };
    this.losesNextAnswer = false;
    return { outcome: 'failed', failure: { code: 'timeout' } };
  }

  async users(): Promise<Result<readonly CrmUser[], CrmFailure>> {
    return this.failing ? failure(this.failing) : success(this.#users);
  }

  async properties(): Promise<Result<readonly CrmProperty[], CrmFailure>> {
    return success([]);
  }

  #newId(): string {
    this.#ids += 1;
    return String(this.#ids);
  }
}
