import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { CreateBackupCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type ApiClient, createApiClient } from '../../cli/api-client.ts';
import { deployToLocalCloud } from '../../infra/local/deploy.ts';
import { type LocalCloud, startLocalCloud } from '../../infra/local/local-cloud.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { isRestoreMoment, type RestoreMoment, TABLE_NAMES } from '../../infra/tables.ts';
import { createDocumentClient } from '../../shared/adapters/dynamodb/document-client.ts';
import { answerRoutes } from '../../shared/api/answers.ts';
import { leadRoutes } from '../../shared/api/leads.ts';
import { personRoutes } from '../../shared/api/persons.ts';
import { eventually } from './eventually.ts';
import { startNotificationListener } from './notification-listener.ts';
import { type PreparedDeployment, prepareDeployment } from './prepare-deployment.ts';
import { createSweep } from './sweep-now.ts';

const run = promisify(execFile);
const progress = (line: string) => console.log(`[restore] ${line}`);
const Receipt = z.object({ leads: z.tuple([z.object({ id: z.string() })]) });
const Doctor = z.object({ findings: z.array(z.looseObject({ check: z.string(), state: z.string() })) });

let cloud: LocalCloud;
let outputs: StackOutputs;
let listener: Awaited<ReturnType<typeof startNotificationListener>>;
let prepared: PreparedDeployment;
let api: ApiClient;
let moment: RestoreMoment;

/** Posts a lead as the website's form does. @returns its id */
async function post(email: string): Promise<string> {
  const reply = await fetch(prepared.hookUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${prepared.hookSecret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email, name: 'Nora Lind', company: 'Lindwerk', product: 'calm' }),
  });
  expect(reply.status).toBe(202);
  return Receipt.parse(await reply.json()).leads[0].id;
}

function readLead(id: string) {
  return api.call('GET', `/v1/leads/${id}`, { reply: leadRoutes.getLead.replies[200] });
}

function waitForOwner(id: string) {
  return eventually(async () => {
    const lead = await readLead(id);
    expect(lead).toMatchObject({ state: 'assigned', owner: expect.any(String) });
    return lead;
  });
}

/** Returns the leads of an address, as an export shows them. */
async function leadsOf(email: string) {
  const reply = personRoutes.exportPerson.replies[200];
  return (await api.call('POST', '/v1/persons/export', { body: { email }, reply })).leads.map(({ lead }) => lead);
}

/** Runs `baton` against this cloud. */
async function baton(...args: readonly string[]): Promise<string> {
  const options = { cwd: PROJECT_ROOT, env: { ...process.env, ...cloud.env } };
  const { stdout } = await run(process.execPath, ['cli/baton.ts', ...args, '--env', 'local'], options);
  progress(stdout);
  return stdout;
}

function clientConfig() {
  const { endpoint, region } = cloud;
  return { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
}

/** Notes the present as a moment to restore to: on AWS every second is one, here it takes backups. */
async function markMoment(): Promise<RestoreMoment> {
  const client = new DynamoDBClient(clientConfig());
  for (const table of TABLE_NAMES)
    await client.send(new CreateBackupCommand({ TableName: outputs[`${table}Table`], BackupName: 'before-the-loss' }));
  const marked = new Date(Math.ceil(Date.now() / 1000) * 1000).toISOString().replace('.000Z', 'Z');
  if (!isRestoreMoment(marked)) throw new Error(`no moment: ${marked}`);
  return marked;
}

/** Loses data as a script with a mistake would: removes the state of every lead. */
async function loseEveryLead(): Promise<number> {
  const client = createDocumentClient(clientConfig());
  let lost = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: outputs.LeadsTable }))
    for (const { pk, sk } of Items.filter((row) => row.sk === 'STATE')) {
      await client.send(new DeleteCommand({ TableName: outputs.LeadsTable, Key: { pk, sk } }));
      lost += 1;
    }
  return lost;
}

beforeAll(async () => {
  cloud = await startLocalCloud({ name: `restore-${process.pid}`, data: 'discard', progress });
  // As on AWS, where the tables before outlive the deployment that replaces them.
  outputs = await deployToLocalCloud(cloud, progress, { keepData: true });
  listener = await startNotificationListener();
  prepared = await prepareDeployment({
    env: cloud.env,
    outputs,
    directory: cloud.directory,
    noticeUrl: listener.url,
    say: progress,
  });
  api = createApiClient(outputs.ApiUrl, prepared.keys.admin);
});
afterAll(async () => {
  await listener.stop();
  await cloud.stop();
  await rm(cloud.directory, { recursive: true, force: true });
});

describe('restoring to an earlier moment', () => {
  const people = ['kept', 'forgotten', 'unwanted', 'late', 'between', 'after'] as const;
  const mail = Object.fromEntries(people.map((who) => [who, `${who}@lindwerk.example`])) as Record<
    (typeof people)[number],
    string
  >;
  const ids: Record<string, string> = {};
  let owner: string | undefined;

  it('begins with leads, a moment, and what happens after it', async () => {
    for (const who of ['kept', 'forgotten', 'unwanted'] as const) ids[who] = await post(mail[who]);
    for (const id of Object.values(ids)) owner = (await waitForOwner(id)).owner;
    owner = (await readLead(ids.kept ?? '')).owner;
    moment = await markMoment();

    await baton('forget', mail.forgotten, '--yes', '--ticket', 'dsr-7', '--key-file', `${cloud.directory}/admin-key`);
    await baton('suppress', mail.unwanted, '--reason', 'asked by mail', '--key-file', `${cloud.directory}/admin-key`);
    ids.late = await post(mail.late);
    await waitForOwner(ids.late);
    expect(await loseEveryLead()).toBe(4);
    await expect(readLead(ids.kept ?? '')).rejects.toThrow('no lead with this id');
  });

  it('makes tables of the moment, without those who were erased since, while the stack runs on', async () => {
    const output = await baton('restore', 'tables', '--to', moment);
    expect(output).not.toContain('✗');
    expect(output).toContain('Erasures: 1. Do-not-contact entries: 1. Open leads that ended: 1');
    expect(output).toContain('Deliveries to be processed again: 1.');
    expect(output).toContain('Owners, holds and loads fit each other: 1 held');
    ids.between = await post(mail.between);
  });

  it('hands the tables to the stack with one deployment', async () => {
    const before = outputs;
    outputs = await deployToLocalCloud(cloud, progress, { keepData: true, restoredTo: moment });
    for (const table of TABLE_NAMES) {
      expect(outputs[`${table}Table`]).toContain('baton-local-');
      expect(outputs[`${table}Table`]).not.toBe(before[`${table}Table`]);
    }
    expect(outputs.ApiUrl).toBe(before.ApiUrl);
    expect(await baton('restore', 'finish')).toContain('Deliveries to be processed again: 1.');
  });

  it('has the leads of the moment again, and works on them', async () => {
    const kept = await readLead(ids.kept ?? '');
    expect(kept).toMatchObject({ state: 'assigned', owner });
    ids.after = await post(mail.after);
    expect((await waitForOwner(ids.after)).owner).toEqual(expect.any(String));
    const reply = answerRoutes.recordAnswer.replies[200];
    await api.call('POST', `/v1/leads/${ids.kept}/answers`, {
      body: { answer: 'contacted', epoch: kept.epoch },
      reply,
    });
    expect(await readLead(ids.kept ?? '')).toMatchObject({ state: 'working' });
  });

  it('has forgotten again who was forgotten, and contacts nobody who asked for that', async () => {
    expect(await readLead(ids.forgotten ?? '')).toMatchObject({ state: 'closed', outcome: 'forgotten' });
    expect(await readLead(ids.unwanted ?? '')).toMatchObject({ state: 'closed', outcome: 'do_not_contact' });
    expect(await leadsOf(mail.forgotten)).toEqual([]);
  });

  it('makes leads again of what came since', async () => {
    await createSweep(clientConfig())();
    for (const who of ['late', 'between'] as const) {
      const [lead] = await eventually(async () => {
        const found = await leadsOf(mail[who]);
        expect(found).toHaveLength(1);
        return found;
      });
      await waitForOwner(lead?.id ?? '');
    }
  });

  it('leaves an environment that is healthy', async () => {
    const { findings } = await eventually(async () => {
      const report = Doctor.parse(JSON.parse(await baton('doctor', '--json')));
      expect(report.findings.filter(({ state }) => state === 'failed')).toEqual([]);
      return report;
    });
    expect(findings.length).toBeGreaterThan(5);
  });
});
