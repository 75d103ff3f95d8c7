import { expect, it } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { keys } from '../../../shared/adapters/dynamodb/keys.ts';
import { RepTable } from '../../../shared/adapters/dynamodb/rep-table.ts';
import { aRetryPolicyWithoutWaits, aScriptedClient } from './scripted-client.ts';

/** Reads a team of this size. Returns how often rows were asked for, and what of. */
async function readsOfTeam(size: number) {
  const members = Array.from({ length: size }, (_, at) => ({ pk: 'TEAM#sdr', sk: `MEMBER#rep${at}` }));
  const { client, asked } = aScriptedClient({ Items: members }, { Items: [], Responses: { reps: [] } });
  await new RepTable({ db: new Database(client, aRetryPolicyWithoutWaits()), table: 'reps' }).membersOf('sdr');
  const partitions = asked
    .filter(({ name }) => name === 'QueryCommand')
    .map(({ input }) => (input.ExpressionAttributeValues as Record<string, string>)[':pk']);
  return { partitions, gets: asked.filter(({ name }) => name === 'BatchGetCommand').length };
}

it('reads the loads of a large team by four queries, not one by one', async () => {
  const { partitions } = await readsOfTeam(50);
  expect(partitions.toSorted()).toEqual(['LOADS#0', 'LOADS#1', 'LOADS#2', 'LOADS#3', 'TEAM#sdr']);
});

it('reads the loads of a small team by key, when they are in as many partitions', async () => {
  expect((await readsOfTeam(1)).partitions).toEqual(['TEAM#sdr']);
});

it('spreads loads over the partitions', () => {
  const loads = Array.from({ length: 400 }, (_, at) => keys.load(`rep${at}`).pk);
  for (const [, some] of Map.groupBy(loads, (pk) => pk)) expect(some.length).toBeGreaterThan(60);
});
