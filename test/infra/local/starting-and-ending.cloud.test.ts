import { execFile, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../../../infra/local/local-cloud.ts';
import { BATON_DIRECTORY, PROJECT_ROOT } from '../../../infra/project-root.ts';
import { eventually } from '../../e2e/eventually.ts';

const name = `life-${process.pid}`;
const quiet = () => undefined;

/** Counts the processes with this text in their command line. */
function countProcesses(text: string): Promise<number> {
  return new Promise((resolve) => {
    execFile('ps', ['-eo', 'args'], (_error, stdout) => {
      resolve(stdout.split('\n').filter((line) => line.includes(`.baton/${text}`)).length);
    });
  });
}

function createClient(cloud: LocalCloud): DynamoDBClient {
  const { endpoint, region } = cloud;
  return new DynamoDBClient({ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
}

async function createTable(cloud: LocalCloud, table: string): Promise<void> {
  const key = { AttributeName: 'pk', AttributeType: 'S' } as const;
  await createClient(cloud).send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [key],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
}

afterAll(() => rm(join(BATON_DIRECTORY, name), { recursive: true, force: true }));

describe('a local cloud', () => {
  it('resumes kept data on the same port, and discards it on a fresh start', async () => {
    const first = await startLocalCloud({ name, data: 'fresh', progress: quiet });
    await createTable(first, 'kept');
    await first.stop();

    const second = await startLocalCloud({ name, data: 'resume', progress: quiet });
    expect(second).toMatchObject({ resumed: true, endpoint: first.endpoint });
    expect((await createClient(second).send(new ListTablesCommand({}))).TableNames).toEqual(['kept']);
    await second.stop();

    const third = await startLocalCloud({ name, data: 'fresh', progress: quiet });
    expect((await createClient(third).send(new ListTablesCommand({}))).TableNames).toEqual([]);
    await third.stop();
  });

  it('leaves no process behind when it is stopped', async () => {
    const cloud = await startLocalCloud({ name, data: 'discard', progress: quiet });
    expect(await countProcesses(name)).toBeGreaterThan(0);
    await cloud.stop();
    expect(await countProcesses(name)).toBe(0);
    await expect(fetch(`${cloud.endpoint}/_ministack/health`)).rejects.toThrow();
  });

  it('refuses to start twice in one directory, and leaves the first running', async () => {
    const cloud = await startLocalCloud({ name, data: 'fresh', progress: quiet });
    await createTable(cloud, 'mine');
    await expect(startLocalCloud({ name, data: 'fresh', progress: quiet })).rejects.toThrow(/is running already/);
    expect((await createClient(cloud).send(new ListTablesCommand({}))).TableNames).toEqual(['mine']);
    await cloud.stop();
  });

  it('stops on its own when its parent process is killed', async () => {
    const script = `
      const { startLocalCloud } = await import('${PROJECT_ROOT}/infra/local/local-cloud.ts');
      await startLocalCloud({ name: '${name}', data: 'discard', progress() {} });
      console.log('started');
      setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: PROJECT_ROOT });
    await new Promise((resolve) => starter.stdout.once('data', resolve));
    expect(await countProcesses(name)).toBeGreaterThan(0);
    starter.kill('SIGKILL');
    await eventually(async () => expect(await countProcesses(name)).toBe(0));
  });
});
