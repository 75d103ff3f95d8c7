import { z } from 'zod';
import { callerOf, type PassingRequest } from '../../infra/local/recording-proxy.ts';
import { NO_USE, type Use } from './recording.ts';
import { type MeteredIndex, plus, TableMeter, type Units } from './table-meter.ts';

/** Scheduled functions: they cost the same whether leads arrive or not. */
const SCHEDULED = new Set(['sweep', 'recycle-leads']);

/** Functions that only the recording itself calls, to see a lead's progress. */
const ASKED = new Set(['manage-leads', 'authorize', 'manage-plans', 'manage-reps']);

type Counted = Pick<Use, 'events' | 'queueMessages' | 'reads' | 'writes' | 'indexWrites'>;

/** Counts the AWS usage of the functions from their requests. */
export class Meter {
  readonly #tables: TableMeter;
  #counted: Counted = NO_USE;
  readonly #scheduled = new Map<string, Units>();

  constructor(indexes: (table: string) => readonly MeteredIndex[]) {
    this.#tables = new TableMeter(indexes);
  }

  note(passing: PassingRequest, answer: Buffer): void {
    const target = passing.headers['x-amz-target'];
    if (target === undefined) return;
    const [service = '', operation = ''] = String(target).split('.');
    const input: unknown = JSON.parse(passing.body.toString('utf8'));
    const name = callerOf(passing);
    if (ASKED.has(name)) return;
    if (service.startsWith('DynamoDB')) this.#noteUnits(name, this.#tables.unitsOf(operation, input, parsed(answer)));
    else if (!SCHEDULED.has(name)) this.#noteSending(service, input);
  }

  #noteUnits(name: string, units: Units): void {
    if (SCHEDULED.has(name)) {
      const before = this.#scheduled.get(name) ?? { reads: 0, writes: 0, indexWrites: 0 };
      this.#scheduled.set(name, plus(before, units));
    } else this.#counted = { ...this.#counted, ...plus(this.#counted, units) };
  }

  #noteSending(service: string, input: unknown): void {
    const { Entries } = z.looseObject({ Entries: z.array(z.unknown()).optional() }).parse(input);
    const { events, queueMessages } = this.#counted;
    if (service === 'AWSEvents') this.#counted = { ...this.#counted, events: events + (Entries?.length ?? 0) };
    if (service === 'AmazonSQS')
      this.#counted = { ...this.#counted, queueMessages: queueMessages + (Entries?.length ?? 1) };
  }

  /** Returns the usage since the last call. */
  take(): Counted {
    const counted = this.#counted;
    this.#counted = NO_USE;
    return counted;
  }

  /** Returns write units by kind of row since the last call, including those of scheduled functions. */
  takeRows(): Readonly<Record<string, number>> {
    const rows = Object.fromEntries(this.#tables.writesByRow);
    this.#tables.writesByRow.clear();
    return rows;
  }

  get scheduled(): ReadonlyMap<string, Units> {
    return this.#scheduled;
  }
}

function parsed(answer: Buffer): unknown {
  try {
    return JSON.parse(answer.toString('utf8'));
  } catch {
    return undefined;
  }
}
