import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { Database } from '../../shared/adapters/dynamodb/database.ts';
import { createDocumentClient } from '../../shared/adapters/dynamodb/document-client.ts';
import { keys as rowKeys } from '../../shared/adapters/dynamodb/keys.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { personRoutes } from '../../shared/api/persons.ts';
import type { Leave } from '../../shared/domain/team/rep.ts';
import type { RecordedSdkCall } from '../infra/permissions/call-recorder.ts';
import { eventually, waitUntilPast } from './eventually.ts';
import { call, readLead } from './http.ts';
import { aNewPerson, postHook, postLead, Receipt } from './leads.ts';
import { createSweep } from './sweep-now.ts';
import { runWithoutRelay } from './without-relay.ts';

const { endpoint, region, outputs, keys } = inject('deployed');
const client = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
const sweepNow = createSweep(client);
const documents = createDocumentClient(client);
const bodies = new S3Client({ ...client, forcePathStyle: true });

/** A text that makes a body larger than a row may hold. */
const LARGE = 'a long story '.repeat(18_000);

/** Fails unless the body of a delivery is in the bucket. */
async function expectInBucket(delivery: string): Promise<void> {
  const Key = `deliveries/${delivery}`;
  const { ContentLength } = await bodies.send(new HeadObjectCommand({ Bucket: outputs.BodiesBucket, Key }));
  expect(ContentLength).toBeGreaterThan(LARGE.length);
}

/** Returns the leads of an address. */
async function leadsOf(email: string) {
  const reply = await call('POST', '/v1/persons/export', { key: keys.admin, json: { email } });
  return personRoutes.exportPerson.replies[200].parse(reply.json()).leads.map(({ lead }) => lead);
}

/**
 * Posts a body whose lead cannot be created, since the row of an earlier submission with its id cannot be read.
 * @returns the delivery, its person, and what mends the row
 */
async function postInVain(more: Readonly<Record<string, string>>) {
  const submission = randomUUID();
  const key = createHash('sha256').update(`website\nid\n${submission}`).digest('hex');
  const row = { TableName: outputs.LeadsTable, Key: { ...rowKeys.claim('submission', key) } };
  await documents.send(new PutCommand({ TableName: row.TableName, Item: row.Key }));
  const person = aNewPerson({ ...more, submission_id: submission });
  const reply = await postHook(person);
  const { delivery, leads } = Receipt.parse(reply.json());
  expect([reply.status, leads]).toEqual([202, []]);
  return { delivery, email: person.email, mend: () => documents.send(new DeleteCommand(row)) };
}

describe('a body that was stored and did not become a lead', () => {
  it('becomes one by the sweep once the cause is gone, from its row and from the bucket', async () => {
    const inRow = await postInVain({});
    const inBucket = await postInVain({ message: LARGE });
    await expectInBucket(inBucket.delivery);
    await inRow.mend();
    await inBucket.mend();
    for (const { email } of [inRow, inBucket]) expect(await leadsOf(email)).toEqual([]);

    await waitUntilPast(new Date().toISOString(), 67);
    await sweepNow();
    for (const { email } of [inRow, inBucket]) {
      const [lead] = await eventually(async () => {
        const found = await leadsOf(email);
        expect(found).toHaveLength(1);
        return found;
      });
      expect(lead).toMatchObject({ source: 'website', person: { email } });
    }
  });
});

it('a body above 200 kB goes to the bucket and becomes a lead at once', async () => {
  const reply = await postHook(aNewPerson({ message: LARGE }));
  const { delivery, leads } = Receipt.parse(reply.json());
  expect(leads).toHaveLength(1);
  await expectInBucket(delivery);
});

describe('while no event nudges anything', () => {
  runWithoutRelay();
  const reps = new RepTable({ db: new Database(documents), table: outputs.RepsTable });

  /** Saves the leaves of the only rep of a team, as a function does that ends before it has told anybody. */
  async function saveLeaves(leaves: readonly Leave[]): Promise<void> {
    const rep = await reps.get('ned.marsh');
    if (!rep) throw new Error('no such rep');
    const version = rep.version + 1;
    const change = { rep: rep.id, version, at: new Date().toISOString(), teams: ['named'] };
    expect(await reps.save({ ...rep, leaves, version }, change)).toEqual({ outcome: 'done' });
  }

  /** Waits until no change of a rep is pending: its teams were rung by then. */
  function waitForChangesDone(): Promise<void> {
    return eventually(async () => expect(await reps.pendingChanges(new Date().toISOString(), 10)).toEqual([]));
  }

  it('the sweep rings the doorbell of a team whose rep came back, and its waiting lead is assigned', async () => {
    // Shorter than the team may wait for a rep, so that the lead stays in the team's queue.
    const [from, until] = [-1, 2].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
    await saveLeaves([{ from: from ?? '', until: until ?? '' }]);
    await waitUntilPast(new Date().toISOString(), 6);
    await sweepNow();
    await waitForChangesDone();
    const id = await postLead(aNewPerson({ product: 'named' }));
    const { dueAt = '' } = await readLead(id);
    await waitUntilPast(dueAt, 6);
    await sweepNow();
    await eventually(async () => expect((await readLead(id)).state).toBe('waiting'));

    await saveLeaves([]);
    await waitUntilPast(new Date().toISOString(), 6);
    await sweepNow();
    await waitForChangesDone();
    await eventually(async () => expect(await readLead(id)).toMatchObject({ state: 'assigned', owner: 'ned.marsh' }));
    const calls = (await readFile(inject('recordedCalls'), 'utf8')).trim().split('\n');
    expect(calls.map((line) => JSON.parse(line) as RecordedSdkCall)).toContainEqual(
      expect.objectContaining({ functionName: 'sweep', action: 'sqs:SendMessage', resource: outputs.DoorbellQueueUrl }),
    );
  });
});
