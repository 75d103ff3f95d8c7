import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { leadToRows } from '../../../shared/adapters/dynamodb/lead-rows.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import { StoreError, StoreUnavailableError } from '../../../shared/ports/store-error.ts';
import { errorFieldsOf } from '../../../shared/runtime/telemetry/error-report.ts';
import { aLead, aLeadsTransitions } from '../../support/builders/lead.ts';
import { assignToRep, makeFirstResponse, receiveLead } from '../../support/builders/moves.ts';
import { aPerson } from '../../support/builders/person.ts';
import {
  aBrokenConnection,
  aCancelledTransaction,
  aRetryPolicyWithoutWaits,
  aScriptedClient,
  aServiceError,
} from './scripted-client.ts';

const TABLES = { leads: 'leads', reps: 'reps' };
const CANARY = 'canary.person@lindwerk.example';

type Script = Parameters<typeof aScriptedClient>;

function aLeadTable(...script: Script) {
  const { client, asked } = aScriptedClient(...script);
  const waited: number[] = [];
  const leads = new LeadTable({ db: new Database(client, aRetryPolicyWithoutWaits(waited)), tables: TABLES });
  return { leads, asked, waited };
}

/** A lead table for commits of leads whose states it does not find. `written` are its transactions. */
function aCommittingTable(...script: Script) {
  const { asked, ...table } = aLeadTable({}, ...script);
  return { ...table, written: () => asked.filter(({ name }) => name === 'TransactWriteCommand') };
}

const change = () => ({ transitions: [assignToRep(aLead('queued'))] });
const conflict = aCancelledTransaction({ Code: 'None' }, { Code: 'TransactionConflict' });
/** What a transaction returns when it failed on a row that contains a person. */
const withPerson = (Code: string) =>
  aCancelledTransaction({ Code, Item: { email: { S: CANARY } }, Message: `conflict at ${CANARY}` });

describe('a commit', () => {
  it.each([
    ['a conflict', conflict],
    ['throttling', aServiceError('ThrottlingException')],
    ['throttling of one row', aCancelledTransaction({ Code: 'ThrottlingError' })],
    ['a transaction still in progress', aServiceError('TransactionInProgressException')],
    ['a broken connection', aBrokenConnection()],
    ['a broken server', aServiceError('InternalServerError', { status: 500 })],
  ])('waits and repeats the same request after %s', async (_, error) => {
    const { leads, written, waited } = aCommittingTable(error, error, {});
    expect(await leads.commit(change())).toEqual({ outcome: 'done' });
    const [first, ...others] = written();
    expect(others).toEqual([first, first]);
    expect(waited).toEqual([50, 100]);
  });

  it('has the same token in every attempt, and a different one in the next commit', async () => {
    const { leads, written } = aCommittingTable(conflict, {}, {});
    await leads.commit(change());
    await leads.commit(change());
    const [first, again, other] = written().map(({ input }) => input.ClientRequestToken);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('gives up after a bounded number of attempts, so that its caller is retried', async () => {
    const { leads, written, waited } = aCommittingTable(conflict);
    await expect(leads.commit(change())).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(written()).toHaveLength(4);
    expect(waited).toEqual([50, 100, 150]);
  });

  it.each([
    ['as a whole', aServiceError('ValidationException', { message: `Invalid value ${CANARY}` })],
    ['for one row', aCancelledTransaction({ Code: 'None' }, { Code: 'ValidationError', Message: CANARY })],
  ])('rejected for its content %s is invalid without a retry', async (_, error) => {
    const { leads, written } = aCommittingTable(error);
    expect(await leads.commit(change())).toEqual({ outcome: 'invalid' });
    expect(written()).toHaveLength(1);
  });

  it('that is not permitted fails at once', async () => {
    const { leads, asked } = aLeadTable(aServiceError('AccessDeniedException'));
    await expect(leads.commit(change())).rejects.toEqual(new StoreError('AccessDeniedException'));
    expect(asked).toHaveLength(1);
  });

  it('with a lost reply is done when it finds its own event, in the state or in a row of its own', async () => {
    const first = change();
    const [{ after, event }] = first.transitions as [(typeof first.transitions)[0]];
    const foundAt = (lastEvent: string) =>
      aCancelledTransaction(
        { Code: 'ConditionalCheckFailed', Item: { id: { S: after.id }, lastEvent: { S: lastEvent } } },
        ...Array.from({ length: 3 }, () => ({ Code: 'None' })),
      );
    const own = aCommittingTable(aBrokenConnection(), foundAt(event.id));
    expect(await own.leads.commit(first)).toEqual({ outcome: 'done' });
    const kept = aCommittingTable(aBrokenConnection(), foundAt('evt_of_a_later_step'), { Item: { id: event.id } });
    expect(await kept.leads.commit(first)).toEqual({ outcome: 'done' });
    const foreign = aCommittingTable(foundAt('evt_of_another'), { Item: { id: 'evt_of_another' } });
    expect(await foreign.leads.commit(first)).toEqual({ outcome: 'stale', lead: after.id });
  });

  it('of one row is no transaction', async () => {
    const transition = makeFirstResponse(aLead('assigned'));
    const before = { after: aLead('assigned', { id: transition.after.id }), event: receiveLead().event };
    const { state } = leadToRows({ ...before, storedDetails: { digest: 'before' } });
    const { leads, asked } = aLeadTable({ Responses: { leads: [state] } }, {});
    expect(await leads.commit({ transitions: [transition] })).toEqual({ outcome: 'done' });
    const puts = asked.filter(({ name }) => name !== 'BatchGetCommand');
    // The event that the state held, and the state.
    expect(puts.map(({ name }) => name)).toEqual(['PutCommand', 'PutCommand']);
    expect(puts[1]?.input.Item).toMatchObject({ sk: 'STATE' });
  });

  it('first keeps the event that the state holds, and nothing of a lead that has changed', async () => {
    const [received, routed] = aLeadsTransitions('queued');
    if (!received || !routed) throw new Error('a queued lead was received and routed');
    const { state } = leadToRows(received);
    const found = { Responses: { leads: [state] } };
    const { leads, asked } = aLeadTable(found, {});
    expect(await leads.commit({ transitions: [routed] })).toEqual({ outcome: 'done' });
    const rowsIn = (one: typeof asked) => one.slice(1).map(({ input }) => JSON.stringify(input.Item));
    const rows = [/STATE#DETAILS/, /EVENT#000001/, /QUEUE#sdr/, /"sk":"STATE"/];
    expect(rowsIn(asked)).toEqual(rows.map((row) => expect.stringMatching(row)));
    expect(asked[2]?.input.Item).toMatchObject({ sk: 'EVENT#000001', ...received.event });
    const changed = aLeadTable({ Responses: { leads: [leadToRows(routed).state] } }, {});
    await changed.leads.commit({ transitions: [routed] });
    expect(rowsIn(changed.asked).join()).not.toContain('EVENT#');
  });

  it('reads no state again that was read with its lead', async () => {
    const [received, routed] = aLeadsTransitions('queued');
    if (!received || !routed) throw new Error('a queued lead was received and routed');
    const { leads, asked } = aLeadTable({ Items: [leadToRows(received).state] }, {});
    const before = await leads.load(received.after.id);
    await leads.commit({ transitions: [{ ...routed, before }] });
    expect(asked.map(({ name }) => name)).toEqual(['QueryCommand', ...Array(4).fill('PutCommand')]);
  });

  it.each([
    ['changes', ['lead_before']],
    ['keeps', undefined],
  ])('that %s the details leaves them in the state while another writer has their row', async (_, comebacks) => {
    const [received, routed] = aLeadsTransitions('queued');
    if (!received || !routed) throw new Error('a queued lead was received and routed');
    const refused = aServiceError('ConditionalCheckFailedException');
    const { leads, asked } = aLeadTable({ Responses: { leads: [leadToRows(received).state] } }, refused, {});
    const after = { ...routed.after, ...(comebacks && { comebacks }) };
    expect(await leads.commit({ transitions: [{ ...routed, after }] })).toEqual({ outcome: 'done' });
    expect(asked[1]?.input).toMatchObject({ Item: { sk: 'STATE#DETAILS', version: after.version } });
    expect(asked[1]?.input.ConditionExpression).toBe('attribute_not_exists(#version) OR #version < :version');
    expect(asked.at(-1)?.input.Item).toMatchObject({ sk: 'STATE', packed: expect.anything() });
  });

  it.each([
    ['conflicts for ever', withPerson('TransactionConflict')],
    ['an unknown reason', withPerson('SomethingNew')],
    ['a refused permission', aServiceError('AccessDeniedException', { message: `no access to ${CANARY}` })],
    ['an error that is none of the SDK', new RangeError(`bad value ${CANARY}`)],
  ])('throws codes and no content after %s', async (_, error) => {
    const { leads } = aLeadTable(error);
    const thrown = await leads.commit({ transitions: [{ ...receiveLead(), person: aPerson({ email: CANARY }) }] }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(thrown).toBeInstanceOf(StoreError);
    const everything = [inspect(thrown, { depth: 9, showHidden: true }), JSON.stringify(errorFieldsOf(thrown))].join();
    expect(everything).not.toContain('canary');
    expect((thrown as StoreError).code).toMatch(/^[A-Za-z]+$/);
  });

  it('too large for a transaction is invalid without a request', async () => {
    const { leads, asked } = aLeadTable({});
    const many = Array.from({ length: 101 }, () => receiveLead());
    expect(await leads.commit({ transitions: many })).toEqual({ outcome: 'invalid' });
    // What cannot be packed any smaller.
    const note = () => randomBytes(300_000).toString('base64');
    const large = Array.from({ length: 12 }, () => receiveLead({ features: { note: note() } }));
    expect(await leads.commit({ transitions: large })).toEqual({ outcome: 'invalid' });
    expect(asked).toEqual([]);
  });
});

describe('a read', () => {
  it('requests unprocessed keys again, each once, until it has them all', async () => {
    const row = (id: string) => ({ pk: `LEAD#${id}`, sk: 'STATE', ...aLead('received', { id }) });
    const left = { leads: { Keys: [{ pk: 'LEAD#b', sk: 'STATE' }] } };
    const { leads, asked, waited } = aLeadTable(
      { Responses: { leads: [row('a')] }, UnprocessedKeys: left },
      { Responses: { leads: [row('b')] } },
    );
    expect((await leads.loadMany(['b', 'a', 'b'])).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(asked[1]?.input.RequestItems).toEqual(left);
    expect(waited).toHaveLength(1);
  });

  it('does not retry unprocessed keys forever', async () => {
    const left = { leads: { Keys: [{ pk: 'LEAD#b', sk: 'STATE' }] } };
    const { leads } = aLeadTable({ UnprocessedKeys: left });
    await expect(leads.loadMany(['a', 'b'])).rejects.toBeInstanceOf(StoreUnavailableError);
  });

  it('continues where a page ended', async () => {
    const event = (seq: number) => ({ ...receiveLead().event, seq, pk: 'LEAD#a', sk: `EVENT#00000${seq}` });
    const { leads, asked } = aLeadTable(
      { Items: [event(2)], LastEvaluatedKey: { pk: 'p', sk: 's' } },
      { Items: [event(1)] },
    );
    expect((await leads.timeline('a')).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(asked[1]?.input.ExclusiveStartKey).toEqual({ pk: 'p', sk: 's' });
  });

  it('is retried when the store is busy', async () => {
    const { leads, asked } = aLeadTable(aServiceError('ThrottlingException'), {});
    expect(await leads.load('a')).toBeUndefined();
    expect(asked).toHaveLength(2);
  });

  it('of a row that does not match its schema fails with a code only', async () => {
    const { leads } = aLeadTable({ Items: [{ pk: 'LEAD#a', sk: 'STATE', id: 'a', stage: { state: CANARY } }] });
    await expect(leads.load('a')).rejects.toEqual(new StoreError('unreadable_row'));
  });

  it('rejects a forged cursor', async () => {
    const { leads, asked } = aLeadTable({});
    const forged = ['nonsense', '%%%', Buffer.from('PERSON').toString('base64url')];
    for (const cursor of forged) {
      await expect(leads.queue('sdr', { limit: 5, cursor })).rejects.toMatchObject({ code: 'bad_cursor' });
      await expect(leads.list({ by: { owner: 'kim' }, limit: 5, cursor })).rejects.toMatchObject({
        code: 'bad_cursor',
      });
    }
    expect(asked).toEqual([]);
  });
});
