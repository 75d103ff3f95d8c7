import { describe, expect, it } from 'vitest';
import {
  classifyError,
  commitOutcomeOf,
  type WriteGuard,
} from '../../../shared/adapters/dynamodb/transaction-errors.ts';
import { aBrokenConnection, aCancelledTransaction, aServiceError } from './scripted-client.ts';

const NONE = { Code: 'None' };
const FAILED = { Code: 'ConditionalCheckFailed' };

describe('reading a failure', () => {
  it.each([
    ['TransactionConflict', 'retry'],
    ['ThrottlingError', 'retry'],
    ['ProvisionedThroughputExceeded', 'retry'],
    ['ValidationError', 'invalid'],
    ['ItemCollectionSizeLimitExceeded', 'invalid'],
    ['ConditionalCheckFailed', 'refused'],
    ['SomethingNew', 'fatal'],
  ])('of a transaction cancelled for %s: %s', (Code, failure) => {
    expect(classifyError(aCancelledTransaction(NONE, { Code }, NONE)).failure).toBe(failure);
  });

  it.each([
    ['TransactionConflictException', 'retry'],
    ['TransactionInProgressException', 'retry'],
    ['ThrottlingException', 'retry'],
    ['ProvisionedThroughputExceededException', 'retry'],
    ['RequestLimitExceeded', 'retry'],
    ['InternalServerError', 'retry'],
    ['ValidationException', 'invalid'],
    ['ConditionalCheckFailedException', 'refused'],
    ['AccessDeniedException', 'fatal'],
    ['ResourceNotFoundException', 'fatal'],
    ['IdempotentParameterMismatchException', 'fatal'],
  ])('of a request refused with %s: %s', (name, failure) => {
    expect(classifyError(aServiceError(name)).failure).toBe(failure);
  });

  it('retries after a connection or server failure', () => {
    expect(classifyError(aBrokenConnection())).toEqual({ failure: 'retry', code: 'ECONNRESET' });
    expect(classifyError(aServiceError('Whatever', { status: 503 })).failure).toBe('retry');
  });

  it('does not retry after a bug of our own', () => {
    expect(classifyError(new TypeError('x is not a function'))).toEqual({ failure: 'fatal', code: 'TypeError' });
    expect(classifyError('thrown text')).toEqual({ failure: 'fatal', code: 'UnknownError' });
  });

  it('prefers a refused condition to a conflict elsewhere: a retry would change nothing', () => {
    const failure = classifyError(aCancelledTransaction({ Code: 'TransactionConflict' }, FAILED));
    expect(failure).toEqual({ failure: 'refused', refusals: [{ index: 1, row: {} }] });
  });

  it('keeps only what an outcome needs from the returned rows', () => {
    const Item = { lead: { S: 'lead_7' }, lastEvent: { S: 'evt_9' }, email: { S: 'nora.lind@lindwerk.example' } };
    const failure = classifyError(aCancelledTransaction(NONE, { ...FAILED, Item }));
    expect(failure).toEqual({
      failure: 'refused',
      refusals: [{ index: 1, row: { lead: 'lead_7', lastEvent: 'evt_9' } }],
    });
  });
});

describe('commitOutcome', () => {
  const lead: WriteGuard = { guards: 'lead', lead: 'lead_1', event: 'evt_1' };
  const claim: WriteGuard = { guards: 'claim', claim: 'person' };
  const load: WriteGuard = { guards: 'load', rep: 'kim' };
  const ledger: WriteGuard = { guards: 'ledger' };
  const outcomeOf = (...failed: readonly [WriteGuard, Record<string, string>?][]) =>
    commitOutcomeOf(
      failed.map(([guard]) => guard),
      failed.map(([, row = {}], index) => ({ index, row })),
    );

  it('names the stale lead, the full rep, the holder of a claim, or the fence', () => {
    expect(outcomeOf([lead])).toEqual({ outcome: 'stale', lead: 'lead_1' });
    expect(outcomeOf([load])).toEqual({ outcome: 'not_admitted', rep: 'kim' });
    expect(outcomeOf([claim, { lead: 'lead_2' }])).toEqual({ outcome: 'claimed', claim: 'person', lead: 'lead_2' });
    expect(outcomeOf([ledger])).toEqual({ outcome: 'fenced' });
  });

  it('is done when our own event made the stored state', () => {
    expect(outcomeOf([load], [lead, { id: 'lead_1', lastEvent: 'evt_1' }])).toEqual({ outcome: 'done' });
    expect(outcomeOf([ledger], [lead, { lastEvent: 'evt_1' }])).toEqual({ outcome: 'done' });
  });

  it('is not done when another event is in its place', () => {
    expect(outcomeOf([lead, { lastEvent: 'evt_5' }])).toEqual({
      outcome: 'stale',
      lead: 'lead_1',
    });
  });

  it('checks the fence first, then stale leads, then claims, then loads', () => {
    const all = [[load], [claim, { lead: 'lead_2' }], [lead], [ledger]] as const;
    const outcomes = all.map((_, kept) =>
      outcomeOf(...all.slice(0, kept + 1).map(([guard, row]) => [guard, row] as [WriteGuard, Record<string, string>?])),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['not_admitted', 'claimed', 'stale', 'fenced']);
  });
});
