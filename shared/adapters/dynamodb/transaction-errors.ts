import type { LeadId, RepId } from '../../domain/ids.ts';
import type { ClaimKind, CommitOutcome } from '../../ports/lead-store.ts';

/** What a write's condition protects, and therefore what a failed condition means. */
export type WriteGuard =
  /** The lead is as the decision saw it. `event` is the transition this write makes. */
  | { readonly guards: 'lead'; readonly lead: LeadId; readonly event: string }
  | { readonly guards: 'claim'; readonly claim: ClaimKind }
  | { readonly guards: 'load'; readonly rep: RepId }
  | { readonly guards: 'ledger' }
  | { readonly guards: 'nothing' };

/** A condition that failed, with the text attributes of the row that caused it. */
export interface FailedCondition {
  /** Position of the write in its transaction. */
  readonly index: number;
  readonly row: Readonly<Record<string, string>>;
}

/** How to react to a failed write. */
export type WriteFailure =
  | { readonly failure: 'refused'; readonly refusals: readonly FailedCondition[] }
  | { readonly failure: 'invalid' }
  /** Another writer, a busy store or a lost reply: repeat the same request later. */
  | { readonly failure: 'retry'; readonly code: string }
  | { readonly failure: 'fatal'; readonly code: string };

type Reaction = Exclude<WriteFailure['failure'], 'fatal'>;

/**
 * The table of transaction errors: how to react to each code that DynamoDB returns for one write of a transaction or
 * for the whole request. Codes not listed are fatal. The SDK itself retries throttling, but never a conflict.
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

/**
 * When a transaction has several reasons, the first of these wins. A refusal is definite, so a retry would change
 * nothing.
 */
const PRECEDENCE = ['refused', 'invalid', 'retry'] as const;

/** Reads an SDK error. Keeps only its codes and the few text attributes an outcome needs. */
export function classifyError(error: unknown): WriteFailure {
  const sdkError = asRecord(error);
  const name = typeof sdkError.name === 'string' ? sdkError.name : 'UnknownError';
  const reasons = sdkError.CancellationReasons;
  if (name === 'TransactionCanceledException' && Array.isArray(reasons)) return classifyReasons(reasons.map(asRecord));
  const reaction = REACTIONS[name] ?? (isTransient(sdkError) ? 'retry' : undefined);
  if (reaction === undefined) return { failure: 'fatal', code: name };
  if (reaction === 'refused') return { failure: 'refused', refusals: [{ index: 0, row: textsOf(sdkError.Item) }] };
  if (reaction === 'invalid') return { failure: 'invalid' };
  return { failure: 'retry', code: name === 'Error' ? String(sdkError.code) : name };
}

function classifyReasons(reasons: readonly Readonly<Record<string, unknown>>[]): WriteFailure {
  const codes = reasons.map((reason) => (typeof reason.Code === 'string' ? reason.Code : 'None'));
  const stated = codes.filter((code) => code !== 'None');
  const unknown = stated.find((code) => REACTIONS[code] === undefined);
  if (unknown !== undefined || stated.length === 0) return { failure: 'fatal', code: unknown ?? 'NoReason' };
  const decisive = PRECEDENCE.find((reaction) => stated.some((code) => REACTIONS[code] === reaction));
  if (decisive === 'invalid') return { failure: 'invalid' };
  if (decisive === 'retry') return { failure: 'retry', code: stated[0] ?? 'Unknown' };
  const refusals = reasons.flatMap((reason, index) =>
    REACTIONS[codes[index] ?? ''] === 'refused' ? [{ index, row: textsOf(reason.Item) }] : [],
  );
  return { failure: 'refused', refusals };
}

/**
 * Decides what failed conditions mean for a commit. `guards` is in the order of its writes. If several conditions
 * failed, the first matching line below wins.
 */
export function commitOutcomeOf(guards: readonly WriteGuard[], refusals: readonly FailedCondition[]): CommitOutcome {
  const failed = refusals.map(({ index, row }) => ({ guard: guards[index] ?? { guards: 'nothing' as const }, row }));
  for (const { guard, row } of failed) {
    // Our own event made the stored state: an earlier attempt was fully written and its reply was lost.
    if (guard.guards === 'lead' && row.lastEvent === guard.event) return { outcome: 'done' };
  }
  if (failed.some(({ guard }) => guard.guards === 'ledger')) return { outcome: 'fenced' };
  for (const { guard } of failed) if (guard.guards === 'lead') return { outcome: 'stale', lead: guard.lead };
  for (const { guard, row } of failed) {
    if (guard.guards === 'claim' && row.lead) return { outcome: 'claimed', claim: guard.claim, lead: row.lead };
  }
  for (const { guard } of failed) if (guard.guards === 'load') return { outcome: 'not_admitted', rep: guard.rep };
  return { outcome: 'invalid' };
}

/** Whether the connection or the server failed. The write may have happened; its token makes a retry safe. */
function isTransient(thrown: Readonly<Record<string, unknown>>): boolean {
  const status = asRecord(thrown.$metadata).httpStatusCode;
  if (typeof status === 'number') return status >= 500;
  return typeof thrown.code === 'string' && /^E[A-Z_]+$/.test(thrown.code);
}

/** Returns the text attributes of a row in wire format: `{ lead: { S: 'lead_1' } }` becomes `{ lead: 'lead_1' }`. */
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
