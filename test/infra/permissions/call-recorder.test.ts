import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCertificate } from '../../../infra/local/certificate.ts';
import type { RecordingProxy } from '../../../infra/local/recording-proxy.ts';
import { trustCertificate } from '../../../infra/local/running-cloud.ts';
import { startCallRecorder } from './call-recorder.ts';

/** Stands in for the cloud: accepts everything and gives every request the same response. */
let cloud: Server;
const identity = createCertificate(Date.now());
const arrived: { readonly path?: string; readonly body: string }[] = [];
let recorder: RecordingProxy;
let directory: string;
let answer = { status: 200, body: '{}' };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'recorder-'));
  trustCertificate(identity.certificate);
  cloud = createServer({ cert: identity.certificate, key: identity.key }, async (request, response) => {
    arrived.push({ path: request.url, body: await text(request) });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body);
  });
  await new Promise<void>((resolve) => cloud.listen(0, '127.0.0.1', () => resolve()));
});

beforeEach(async () => {
  const address = cloud.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await recorder?.stop();
  await rm(join(directory, 'calls'), { force: true });
  recorder = await startCallRecorder({ cloud: `https://127.0.0.1:${port}`, identity, file: join(directory, 'calls') });
  vi.stubEnv('AWS_ENDPOINT_URL', recorder.endpoint).stubEnv('AWS_SDK_UA_APP_ID', 'receive-lead');
  arrived.length = 0;
  answer = { status: 200, body: '{}' };
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await recorder.stop();
  await new Promise((resolve) => cloud.close(resolve));
  await rm(directory, { recursive: true });
});

const settings = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 };
const noted = async () => (await readFile(join(directory, 'calls'), 'utf8')).trim().split('\n');
const putLead = () =>
  new DynamoDBClient(settings).send(
    new PutItemCommand({ TableName: 'leads', Item: { pk: { S: 'Nadia Example' } }, ConditionExpression: 'x' }),
  );

describe('the recorder of SDK calls', () => {
  it('forwards requests and responses', async () => {
    answer = { status: 400, body: '{"__type":"ConditionalCheckFailedException","message":"no"}' };
    await expect(putLead()).rejects.toThrow('no');
    expect(arrived).toHaveLength(1);
    expect(arrived[0]?.body).toContain('Nadia Example');
  });

  it('records function, action and resource once, and no content', async () => {
    await putLead();
    await putLead();
    expect(await noted()).toEqual([
      '{"functionName":"receive-lead","action":"dynamodb:PutItem","resource":"leads","below":""}',
    ]);
  });

  it('identifies the caller even with the suffix of Powertools', async () => {
    vi.stubEnv('AWS_SDK_UA_APP_ID', 'relay-events/PT/NO-OP/2.36.0/PTEnv/nodejs24.x');
    await putLead();
    expect(await noted()).toEqual([expect.stringContaining('"functionName":"relay-events"')]);
  });

  it('forwards large bodies unchanged', async () => {
    const Body = 'x'.repeat(3_000_000);
    await new S3Client(settings).send(new PutObjectCommand({ Bucket: 'bodies', Key: 'one', Body }));
    expect(arrived[0]?.path).toBe('/bodies/one?x-id=PutObject');
    expect(arrived[0]?.body.match(/x/g)?.length).toBeGreaterThanOrEqual(3_000_000);
    expect(await noted()).toEqual([
      '{"functionName":"receive-lead","action":"s3:PutObject","resource":"bodies","below":"/object"}',
    ]);
  });

  it('sees messages from clients that do not use the queue URL as endpoint, as ours do', async () => {
    const client = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false, md5: false });
    await client.send(new SendMessageCommand({ QueueUrl: 'http://127.0.0.1:9/1/bell.fifo', MessageBody: 'ring' }));
    expect(await noted()).toEqual([expect.stringContaining('"sqs:SendMessage"')]);
  });

  it('records calls of unnamed callers as such', async () => {
    vi.stubEnv('AWS_SDK_UA_APP_ID', undefined);
    await putLead();
    expect(await noted()).toEqual([expect.stringContaining('"functionName":""')]);
  });
});
