import type { LeadId, RepId } from '../../domain/ids.ts';
import type { ClaimKind, CommitOutcome } from '../../ports/lead-store.ts';

/** What a write's condition protects, and so what it means when the condition does not hold. */
export type Guard =
  /** The lead is where the decision saw it; `event` is the step this write takes. */
  | { readonly guards: 'lead'; readonly lead: LeadId; readonly event: string }
  | { readonly guards: 'claim'; readonly claim: ClaimKind }
  | { readonly guards: 'load'; readonly rep: RepId }
  | { readonly guards: 'ledger' }
  | { readonly guards: 'nothing' };

/** A condition that did not hold, with the texts of the row that stood in its way. */
export interface Refusal {
  /** Position of the write in its transaction. */
  readonly index: number;
  readonly row: Readonly<Record<string, string>>;
}

/** What is to be done about a write that failed. */
export type Failure =
  | { readonly failure: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly failure: 'invalid' }
  /** Somebody else was writing, the store is busy, or the reply was lost: the same again, later. */
  | { readonly failure: 'retry'; readonly code: string }
  | { readonly failure: 'fatal'; readonly code: string };

type Reaction = Exclude<Failure['failure'], 'fatal'>;

/**
 * The table of cancellations: what each code that DynamoDB gives, for one write of a transaction or for the whole
 * request, means for us. Whatever is not listed is fatal. The SDK retries throttling by itself, but never a conflict.
 */
const REACTIONS: Readonly<Record<string, Reaction>> = {
  ConditionalCheckFailed: 'refused',
  ConditionalCheckFailedException: 'refused',
  ValidationError: 'invalid',
  ValidationException: 'invalid',
  ItemCollectionSizeLimitExceeded: 'invalid',
  TransactionConflict: 'retry',
  TransactionConflictException: 'retry',
  TransactionInProgressException: 'retry',
  ThrottlingError: 'retry',
  ThrottlingException: 'retry',
  Throttling: 'retry',
  ProvisionedThroughputExceeded: 'retry',
  ProvisionedThroughputExceededException: 'retry',
  RequestLimitExceeded: 'retry',
  InternalServerError: 'retry',
  ServiceUnavailable: 'retry',
  TimeoutError: 'retry',
  RequestTimeout: 'retry',
};

/** Of several reasons in one transaction, the first of these decides; a refusal is certain, so nothing is gained by trying again. */
const PRECEDENCE = ['refused', 'invalid', 'retry'] as const;

/** Reads what the SDK threw. Takes from it codes and the few texts an outcome needs, and lets go of the rest. */
export function readFailure(error: unknown): Failure {
  const thrown = asRecord(error);
  const name = typeof thrown.name === 'string' ? thrown.name : 'UnknownError';
  const reasons = thrown.CancellationReasons;
  if (name === 'TransactionCanceledException' && Array.isArray(reasons)) return readReasons(reasons.map(asRecord));
  const reaction = REACTIONS[name] ?? (mayPass(thrown) ? 'retry' : undefined);
  if (reaction === undefined) return { failure: 'fatal', code: name };
  if (reaction === 'refused') return { failure: 'refused', refusals: [{ index: 0, row: textsOf(thrown.Item) }] };
  if (reaction === 'invalid') return { failure: 'invalid' };
  return { failure: 'retry', code: name === 'Error' ? String(thrown.code) : name };
}

function readReasons(reasons: readonly Readonly<Record<string, unknown>>[]): Failure {
  const codes = reasons.map((reason) => (typeof reason.Code === 'string' ? reason.Code : 'None'));
  const given = codes.filter((code) => code !== 'None');
  const unknown = given.find((code) => REACTIONS[code] === undefined);
  if (unknown !== undefined || given.length === 0) return { failure: 'fatal', code: unknown ?? 'NoReason' };
  const decides = PRECEDENCE.find((reaction) => given.some((code) => REACTIONS[code] === reaction));
  if (decides === 'invalid') return { failure: 'invalid' };
  if (decides === 'retry') return { failure: 'retry', code: given[0] ?? 'Unknown' };
  const refusals = reasons.flatMap((reason, index) =>
    REACTIONS[codes[index] ?? ''] === 'refused' ? [{ index, row: textsOf(reason.Item) }] : [],
  );
  return { failure: 'refused', refusals };
}

/** What refused conditions mean for a commit; `guards` in the order of its writes. When several failed, the first line here that fits. */
export function commitOutcome(guards: readonly Guard[], refusals: readonly Refusal[]): CommitOutcome {
  const failed = refusals.map(({ index, row }) => ({ guard: guards[index] ?? { guards: 'nothing' as const }, row }));
  for (const { guard, row } of failed) {
    // Our own event is there already: an earlier try was written whole and its reply was lost.
    if (guard.guards === 'lead' && (row.lastEvent ?? row.id) === guard.event) return { outcome: 'done' };
  }
  if (failed.some(({ guard }) => guard.guards === 'ledger')) return { outcome: 'fenced' };
  for (const { guard } of failed) if (guard.guards === 'lead') return { outcome: 'stale', lead: guard.lead };
  for (const { guard, row } of failed) {
    if (guard.guards === 'claim' && row.lead) return { outcome: 'claimed', claim: guard.claim, lead: row.lead };
  }
  for (const { guard } of failed) if (guard.guards === 'load') return { outcome: 'not_admitted', rep: guard.rep };
  return { outcome: 'invalid' };
}

/** A broken connection or a broken server: whether the write was made is unknown, and its token makes trying again safe. */
function mayPass(thrown: Readonly<Record<string, unknown>>): boolean {
  const status = asRecord(thrown.$metadata).httpStatusCode;
  if (typeof status === 'number') return status >= 500;
  return typeof thrown.code === 'string' && /^E[A-Z_]+$/.test(thrown.code);
}

/** The texts among a row's attributes, as the wire writes them: `{ lead: { S: 'lead_1' } }` is `{ lead: 'lead_1' }`. */
function textsOf(item: unknown): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const name of ['id', 'lead', 'lastEvent', 'account']) {
    const text = asRecord(asRecord(item)[name]).S;
    if (typeof text === 'string') texts[name] = text;
  }
  return texts;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
