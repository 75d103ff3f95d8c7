import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CreateBackupCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deployToLocalCloud } from '../../infra/local/deploy.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { isRestoreMoment, type RestoreMoment, TABLE_NAMES } from '../../infra/tables.ts';
import { createDocumentClient } from '../../shared/adapters/dynamodb/document-client.ts';
import { answerRoutes } from '../../shared/api/answers.ts';
import { personRoutes } from '../../shared/api/persons.ts';
import { eventually } from './eventually.ts';
import { OwnDeployment } from './own-deployment.ts';

const run = promisify(execFile);
const progress = (line: string) => console.log(`[restore] ${line}`);
const Doctor = z.object({ findings: z.array(z.looseObject({ check: z.string(), state: z.string() })) });

let own: OwnDeployment;
/** They change when it is deployed again. */
let outputs: StackOutputs;
let moment: RestoreMoment;

function post(email: string): Promise<string> {
  return own.post(email, 'calm');
}

/** Returns the leads of an address, as an export shows them. */
async function leadsOf(email: string) {
  const reply = personRoutes.exportPerson.replies[200];
  return (await own.api.call('POST', '/v1/persons/export', { body: { email }, reply })).leads.map(({ lead }) => lead);
}

/** Runs `baton` against this cloud. */
async function baton(...args: readonly string[]): Promise<string> {
  const options = { cwd: PROJECT_ROOT, env: { ...process.env, ...own.cloud.env } };
  const { stdout } = await run(process.execPath, ['cli/baton.ts', ...args, '--env', 'local'], options);
  progress(stdout);
  return stdout;
}

/** Notes the present as a moment to restore to: on AWS every second is one, here it takes backups. */
async function markMoment(): Promise<RestoreMoment> {
  const client = new DynamoDBClient(own.aws);
  for (const table of TABLE_NAMES)
    await client.send(new CreateBackupCommand({ TableName: outputs[`${table}Table`], BackupName: 'before-the-loss' }));
  const marked = new Date(Math.ceil(Date.now() / 1000) * 1000).toISOString().replace('.000Z', 'Z');
  if (!isRestoreMoment(marked)) throw new Error(`no moment: ${marked}`);
  return marked;
}

/** Loses data as a script with a mistake would: removes the state of every lead. */
async function loseEveryLead(): Promise<number> {
  const client = createDocumentClient(own.aws);
  let lost = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: outputs.LeadsTable }))
    for (const { pk, sk } of Items.filter((row) => row.sk === 'STATE')) {
      await client.send(new DeleteCommand({ TableName: outputs.LeadsTable, Key: { pk, sk } }));
      lost += 1;
    }
  return lost;
}

beforeAll(async () => {
  // As on AWS, where the tables before outlive the deployment that replaces them.
  own = await OwnDeployment.start('restore', { keepData: true });
  outputs = own.outputs;
});
afterAll(() => own.stop());

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
    for (const id of Object.values(ids)) owner = (await own.waitForOwner(id)).owner;
    owner = (await own.readLead(ids.kept ?? '')).owner;
    moment = await markMoment();

    await baton(
      'forget',
      mail.forgotten,
      '--yes',
      '--ticket',
      'dsr-7',
      '--key-file',
      `${own.cloud.directory}/admin-key`,
    );
    await baton(
      'suppress',
      mail.unwanted,
      '--reason',
      'asked by mail',
      '--key-file',
      `${own.cloud.directory}/admin-key`,
    );
    ids.late = await post(mail.late);
    await own.waitForOwner(ids.late);
    expect(await loseEveryLead()).toBe(4);
    await expect(own.readLead(ids.kept ?? '')).rejects.toThrow('no lead with this id');
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
    outputs = await deployToLocalCloud(own.cloud, progress, { keepData: true, restoredTo: moment });
    for (const table of TABLE_NAMES) {
      expect(outputs[`${table}Table`]).toContain('baton-local-');
      expect(outputs[`${table}Table`]).not.toBe(before[`${table}Table`]);
    }
    expect(outputs.ApiUrl).toBe(before.ApiUrl);
    expect(await baton('restore', 'finish')).toContain('Deliveries to be processed again: 1.');
  });

  it('has the leads of the moment again, and works on them', async () => {
    const kept = await own.readLead(ids.kept ?? '');
    expect(kept).toMatchObject({ state: 'assigned', owner });
    ids.after = await post(mail.after);
    expect((await own.waitForOwner(ids.after)).owner).toEqual(expect.any(String));
    const reply = answerRoutes.recordAnswer.replies[200];
    await own.api.call('POST', `/v1/leads/${ids.kept}/answers`, {
      body: { answer: 'contacted', epoch: kept.epoch },
      reply,
    });
    expect(await own.readLead(ids.kept ?? '')).toMatchObject({ state: 'working' });
  });

  it('has forgotten again who was forgotten, and contacts nobody who asked for that', async () => {
    expect(await own.readLead(ids.forgotten ?? '')).toMatchObject({ state: 'closed', outcome: 'forgotten' });
    expect(await own.readLead(ids.unwanted ?? '')).toMatchObject({ state: 'closed', outcome: 'do_not_contact' });
    expect(await leadsOf(mail.forgotten)).toEqual([]);
  });

  it('makes leads again of what came since', async () => {
    await own.sweep();
    for (const who of ['late', 'between'] as const) {
      const [lead] = await eventually(async () => {
        const found = await leadsOf(mail[who]);
        expect(found).toHaveLength(1);
        return found;
      });
      await own.waitForOwner(lead?.id ?? '');
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
