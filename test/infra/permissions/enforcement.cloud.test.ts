import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { aNewPerson, postLead } from '../../e2e/leads.ts';
import { credentialsOf, type SessionCredentials } from './function-credentials.ts';

const { endpoint, apiEndpoint, region, outputs } = inject('deployed');
const REFUSED = /AccessDenied/;

/** With these, a test is receive-lead. */
let credentials: SessionCredentials;

beforeAll(async () => {
  // It gets its credentials when it first runs.
  await postLead(aNewPerson());
  credentials = await credentialsOf('receive-lead');
});

const database = () => new DynamoDBClient({ endpoint, region, credentials });
const secrets = (token = credentials.sessionToken) =>
  new SecretsManagerClient({ endpoint, region, credentials: { ...credentials, sessionToken: token } });
const readSecret = (SecretId: string, client = secrets()) => client.send(new GetSecretValueCommand({ SecretId }));

/** Returns the code of the error that a call ends with. */
async function errorOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'none',
    (error: Error) => error.name,
  );
}

describe('a deployed function', () => {
  it('may do what its role grants', async () => {
    const { SecretString } = await readSecret(outputs.SourceSecretsArn);
    expect(SecretString).toMatch(/website/);
  });

  it('is refused the secret of another function', async () => {
    expect(await errorOf(readSecret(outputs.WebhookSecretsArn))).toMatch(REFUSED);
  });

  it('is refused actions that its role does not grant, on the tables that it reads and writes', async () => {
    const TableName = outputs.LeadsTable;
    expect(await errorOf(database().send(new ScanCommand({ TableName })))).toMatch(REFUSED);
    expect(await errorOf(database().send(new DeleteTableCommand({ TableName })))).toMatch(REFUSED);
  });

  it('is refused resources that its role does not name', async () => {
    const Item = { pk: { S: 'nobody' }, sk: { S: 'nothing' } };
    const put = new PutItemCommand({ TableName: 'not-of-this-stack', Item });
    expect(await errorOf(database().send(put))).toMatch(REFUSED);
    const event = { EventBusName: outputs.EventBus, Source: 'nobody', DetailType: 'Nothing', Detail: '{}' };
    const bus = new EventBridgeClient({ endpoint, region, credentials });
    expect(await errorOf(bus.send(new PutEventsCommand({ Entries: [event] })))).toMatch(REFUSED);
  });

  it('must prove who it is', async () => {
    expect(await errorOf(readSecret(outputs.SourceSecretsArn, secrets('of-somebody-else')))).toBe(
      'UnrecognizedClientException',
    );
  });
});

describe('a policy that demands TLS', () => {
  const putBody = (at: string) => {
    const client = new S3Client({ endpoint: at, region, credentials, forcePathStyle: true });
    return client.send(
      new PutObjectCommand({ Bucket: outputs.BodiesBucket, Key: `enforcement/${randomUUID()}`, Body: '{}' }),
    );
  };

  it('lets a function call by TLS, and refuses the same call by plain HTTP', async () => {
    expect(await errorOf(putBody(endpoint))).toBe('none');
    expect(await errorOf(putBody(apiEndpoint))).toMatch(REFUSED);
  });
});
