import * as z from 'zod';
import { callerOf, type RecordedRequest } from '../../infra/local/recording-proxy.ts';
import { type LeadUsage, NO_USAGE } from './recording.ts';
import { SCHEDULED_FUNCTIONS } from './scheduled-functions.ts';
import { addUnits, type MeteredIndex, type ReadItem, type RequestUnits, TableMeter } from './table-meter.ts';

/**
 * Functions that only the recording itself calls, to see a lead's progress; and the daily retention, of whose cost a
 * recording of some minutes says nothing.
 */
const UNCOUNTED_FUNCTIONS = new Set(['manage-leads', 'authorize', 'manage-plans', 'manage-reps', 'retain-data']);

type Counted = Pick<LeadUsage, 'events' | 'queueMessages' | 'reads' | 'writes' | 'indexWrites'>;

/** Counts the AWS usage of the functions from their requests. */
export class UsageMeter {
  readonly #tables: TableMeter;
  #counted: Counted = NO_USAGE;
  readonly #scheduled = new Map<string, RequestUnits>();

  constructor(indexes: (table: string) => readonly MeteredIndex[]) {
    this.#tables = new TableMeter(indexes);
  }

  record(passing: RecordedRequest, answer: Buffer): void {
    const target = passing.headers['x-amz-target'];
    if (target === undefined) return;
    const [service = '', operation = ''] = String(target).split('.');
    const input: unknown = JSON.parse(passing.body.toString('utf8'));
    const name = callerOf(passing);
    if (UNCOUNTED_FUNCTIONS.has(name)) return;
    if (service.startsWith('DynamoDB'))
      this.#recordUnits(name, this.#tables.unitsOf(name, operation, input, parseJson(answer)));
    else if (!SCHEDULED_FUNCTIONS.has(name)) this.#recordMessages(service, input);
  }

  #recordUnits(name: string, units: RequestUnits): void {
    if (SCHEDULED_FUNCTIONS.has(name)) {
      const before = this.#scheduled.get(name) ?? { reads: 0, writes: 0, indexWrites: 0 };
      this.#scheduled.set(name, addUnits(before, units));
    } else this.#counted = { ...this.#counted, ...addUnits(this.#counted, units) };
  }

  #recordMessages(service: string, input: unknown): void {
    const { Entries } = z.looseObject({ Entries: z.array(z.unknown()).optional() }).parse(input);
    const { events, queueMessages } = this.#counted;
    if (service === 'AWSEvents') this.#counted = { ...this.#counted, events: events + (Entries?.length ?? 0) };
    if (service === 'AmazonSQS')
      this.#counted = { ...this.#counted, queueMessages: queueMessages + (Entries?.length ?? 1) };
  }

  /** Charges the updates since the last call, each for its whole item. Call it before taking usage or rows. */
  async chargeUpdates(read: ReadItem): Promise<void> {
    for (const [name, units] of await this.#tables.chargeUpdates(read)) this.#recordUnits(name, units);
  }

  /** Returns the usage since the last call. */
  takeUsage(): Counted {
    const counted = this.#counted;
    this.#counted = NO_USAGE;
    return counted;
  }

  /** Returns write units by kind of row since the last call, including those of scheduled functions. */
  takeRows(): Readonly<Record<string, number>> {
    const rows = Object.fromEntries(this.#tables.writesByRow);
    this.#tables.writesByRow.clear();
    return rows;
  }

  /** Returns read units by function and kind of row since the last call, without scheduled functions. */
  takeReads(): Readonly<Record<string, number>> {
    const reads = [...this.#tables.readsByRow].filter(([place]) => !SCHEDULED_FUNCTIONS.has(place.split(' ')[0] ?? ''));
    this.#tables.readsByRow.clear();
    return Object.fromEntries(reads);
  }

  get scheduled(): ReadonlyMap<string, RequestUnits> {
    return this.#scheduled;
  }
}

function parseJson(answer: Buffer): unknown {
  try {
    return JSON.parse(answer.toString('utf8'));
  } catch {
    return undefined;
  }
}
