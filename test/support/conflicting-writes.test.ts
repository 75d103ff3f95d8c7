import { setTimeout as wait } from 'node:timers/promises';
import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { createDocumentClient } from '../../shared/adapters/dynamodb/document-client.ts';
import { countConflicts, injectConflicts } from './conflicting-writes.ts';

const TableName = 'leads';
const at = (pk: string) => ({ pk, sk: 'STATE' });
const put = (pk: string) => new PutCommand({ TableName, Item: { ...at(pk), note: 'put' } });
const update = (pk: string) => new UpdateCommand({ TableName, Key: at(pk) });
const get = (pk: string) => new GetCommand({ TableName, Key: at(pk) });
const transact = (...pks: readonly string[]) =>
  new TransactWriteCommand({ TransactItems: pks.map((pk) => ({ Put: { TableName, Item: at(pk) } })) });

/** Returns a client whose requests each take a moment, and the most that were under way at once. */
function aSlowDatabase() {
  const seen = { atOnce: 0, most: 0 };
  const client = injectConflicts(
    createDocumentClient({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }),
  );
  client.middlewareStack.add(
    () => async () => {
      seen.atOnce += 1;
      seen.most = Math.max(seen.most, seen.atOnce);
      await wait(5);
      seen.atOnce -= 1;
      return { response: {}, output: { $metadata: {} } };
    },
    { step: 'build', name: 'slow' },
  );
  return { client, seen };
}

/** Sends commands at once and returns how each ended: `done`, or the codes of its error. */
async function race(
  { client }: ReturnType<typeof aSlowDatabase>,
  ...commands: readonly ReturnType<typeof put | typeof update | typeof get | typeof transact>[]
) {
  const ended = await Promise.allSettled(commands.map((command) => client.send(command as PutCommand)));
  return ended.map((end) => {
    if (end.status === 'fulfilled') return 'done';
    const { name, CancellationReasons: reasons = [] } = end.reason;
    return [name, ...reasons.map(({ Code }: { Code: string }) => Code)].join(' ');
  });
}

describe('writes in flight', () => {
  it('of which one is a transaction conflict when they share an item, and the later one is refused', async () => {
    const before = countConflicts();
    const cancelled = 'TransactionCanceledException TransactionConflict None';
    expect(await race(aSlowDatabase(), transact('a', 'b'), transact('a', 'c'))).toEqual(['done', cancelled]);
    expect(await race(aSlowDatabase(), put('a'), transact('a', 'c'))).toEqual(['done', cancelled]);
    expect(await race(aSlowDatabase(), transact('a', 'b'), update('b'))).toEqual([
      'done',
      'TransactionConflictException',
    ]);
    expect(countConflicts() - before).toBe(3);
  });

  it('of one item that are no transactions wait for each other', async () => {
    const database = aSlowDatabase();
    expect(await race(database, put('a'), update('a'), put('a'))).toEqual(['done', 'done', 'done']);
    expect(database.seen.most).toBe(1);
  });

  it('do not conflict with reads, with other items, or with writes that have ended', async () => {
    const database = aSlowDatabase();
    expect(await race(database, transact('a', 'b'), transact('c'), put('d'), get('a'))).toEqual(Array(4).fill('done'));
    expect(database.seen.most).toBe(4);
    expect(await race(database, transact('a', 'b'))).toEqual(['done']);
  });

  it('free their items when they fail', async () => {
    const { client } = aSlowDatabase();
    client.middlewareStack.add(
      () => async () => {
        throw new Error('the database is down');
      },
      { step: 'serialize', name: 'down' },
    );
    await expect(client.send(transact('a'))).rejects.toThrow('the database is down');
    expect(await race(aSlowDatabase(), transact('a'))).toEqual(['done']);
  });
});
