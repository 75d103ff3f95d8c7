import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { personRoutes } from '../../shared/api/persons.ts';
import { runBaton } from './baton-command.ts';
import { Canaries } from './canaries.ts';
import { call, readLead, readTimeline } from './http.ts';
import { postLead } from './leads.ts';
import { type PlantedPerson, plantPerson, shortenRedrive, waitForDeadLetter } from './plant-person.ts';
import { sampleCalls } from './sample-calls.ts';
import { readResourceKinds, readWholeCloud } from './search-cloud.ts';
import type { Trace } from './traces.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

const { keys } = inject('deployed');
const NAME = 'e2e-forgotten';
const IDENTITY = [
  'city',
  'company',
  'country',
  'custom field',
  'domain',
  'first name',
  'industry',
  'last name',
  'mail',
];
/** Where the person is before the erasure, with some kinds of what is there. */
const HELD: Readonly<Record<string, readonly string[]>> = {
  'table LEAD# PERSON': [...IDENTITY, 'phone', 'second city', 'second country', 'large', 'third message', 'api field'],
  'table LEAD# STATE#': ['domain'],
  'table LEAD# FEATURES': ['domain'],
  'table CLAIM# CLAIM': ['external id'],
  'table DELIVERY# DELIVERY': [...IDENTITY, 'message', 'second message', 'third message', 'quarantined', 'submission'],
  'table REFUSED# HOUR#': IDENTITY,
  'table FINDINGS# FINDING#': ['country'],
  'object deliveries/': [...IDENTITY, 'large'],
};
/** Kinds of resource that store what passes through Baton; `readWholeCloud` reads them all. */
const SEARCHED = [
  'AWS::DynamoDB::Table',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::StepFunctions::StateMachine',
];
/** Kinds that store nothing of a lead. Whoever adds a kind decides where it belongs. */
const WITHOUT_LEADS = [
  ...['Api', 'Authorizer', 'Integration', 'Route', 'Stage'].map((kind) => `AWS::ApiGatewayV2::${kind}`),
  ...['Alarm', 'Dashboard'].map((kind) => `AWS::CloudWatch::${kind}`),
  'AWS::ECR::Repository',
  'AWS::Events::EventBus',
  ...['Policy', 'Role'].map((kind) => `AWS::IAM::${kind}`),
  ...['EventInvokeConfig', 'EventSourceMapping', 'Function', 'Permission'].map((kind) => `AWS::Lambda::${kind}`),
  'AWS::S3::BucketPolicy',
  // SES passes mails on and keeps none.
  ...['ConfigurationSet', 'ConfigurationSetEventDestination', 'EmailIdentity'].map((kind) => `AWS::SES::${kind}`),
  ...['Subscription', 'Topic', 'TopicPolicy'].map((kind) => `AWS::SNS::${kind}`),
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
];
const canaries = new Canaries();
const others = new Canaries();
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
let restoreQueue: Awaited<ReturnType<typeof shortenRedrive>>;
let person: PlantedPerson;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  restoreQueue = await shortenRedrive();
  await runBaton('webhook', 'add', NAME, receiver.url, '--events', 'LeadReceived');
  person = await plantPerson(canaries, NAME);
  await postLead({ email: `${others.word('mail')}@lindwerk.example`, message: others.word('message') });
  await waitForDeadLetter(person.leads[0] ?? '');
});
afterAll(async () => {
  await runBaton('webhook', 'remove', NAME);
  await restoreQueue();
  await receiver.stop();
});

/** Returns where canaries are, each with its kinds of canary. */
function findIn(traces: readonly Trace[], words = canaries): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, Set<string>>();
  for (const { where, text } of traces)
    for (const kind of words.in(text)) found.set(where, (found.get(where) ?? new Set()).add(kind));
  return Object.fromEntries([...found].map(([where, kinds]) => [where, [...kinds].toSorted()]));
}

/** Reads everything that the API tells an admin: every list and report, and all that is known of these leads. */
async function readApi(): Promise<readonly Trace[]> {
  const samples = (await sampleCalls()).filter(({ route }) => route.method === 'GET').map(({ path }) => path);
  const about = person.leads.flatMap((lead) => ['', '/timeline', '/decision'].map((end) => `/v1/leads/${lead}${end}`));
  const today = new Date().toISOString().slice(0, 10);
  const lists = ['secret', 'closed'].map((by) => `/v1/leads?${by === 'closed' ? 'state' : 'team'}=${by}&limit=100`);
  const more = [`/v1/sources/${NAME}`, `/v1/metrics?from=${today}&to=${today}`, '/v1/quarantine?limit=100'];
  const found: Trace[] = [];
  for (const path of [...samples, ...about, ...lists, ...more]) {
    const { text } = await call('GET', path, { key: keys.admin });
    found.push({ where: `GET ${path.replace(/lead_\w+/, '{lead}')}`, text });
  }
  for (const json of [{ email: person.email }, ...person.leads.map((lead) => ({ lead }))]) {
    const { text } = await call('POST', '/v1/persons/export', { key: keys.admin, json });
    found.push({ where: 'export', text });
  }
  return found;
}

async function forget() {
  const reply = await call('POST', '/v1/persons/forget', {
    key: keys.admin,
    json: { email: person.email, ticket: 'dsr-7' },
  });
  expect(reply.status, reply.text).toBe(200);
  return personRoutes.forgetPerson.replies[200].parse(reply.json());
}

describe('a person who is forgotten', () => {
  it('was in the places that hold people, and in no other', async () => {
    const found = findIn(await readWholeCloud());
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(HELD).toSorted());
    for (const [where, kinds] of Object.entries(HELD))
      expect(found[where], where).toEqual(expect.arrayContaining([...kinds]));
    // Features are what rules may read. Nobody knows this country and this industry, and no rule can read the industry.
    expect([found['table LEAD# STATE#'], found['table LEAD# FEATURES']]).toEqual([
      ['domain', 'external id', 'rank', 'title'],
      ['domain', 'rank', 'title'],
    ]);
    const shown = findIn(await readApi());
    expect(Object.keys(shown).toSorted()).toEqual([
      'GET /v1/leads/{lead}',
      'GET /v1/sources',
      `GET /v1/sources/${NAME}`,
      'export',
    ]);
    expect(shown.export).toEqual(expect.arrayContaining([...IDENTITY, 'third message', 'api field']));
  });

  it('is nowhere, while somebody else is still there', async () => {
    expect(await forget()).toMatchObject({ outcome: 'forgotten', erasure: { remaining: [], ticket: 'dsr-7' } });
    const retried = await person.retry();
    expect([retried.status, retried.json()]).toEqual([202, { delivery: expect.any(String), leads: [] }]);
    const everything = await readWholeCloud();
    expect(findIn(everything)).toEqual({});
    expect(findIn(await readApi())).toEqual({});
    expect(findIn(everything, others)).toMatchObject({ 'table LEAD# PERSON': ['mail', 'message'] });
    for (const lead of person.leads) {
      expect(await readLead(lead)).toMatchObject({ state: 'closed', externalIds: [] });
      expect((await readTimeline(lead)).map(({ type }) => type)).toContain('LeadForgotten');
    }
    // Queues are read too: the dead letter of the first lead is still there, without the person.
    const [first = ''] = person.leads;
    expect(everything.some(({ where, text }) => where.startsWith('queue') && text.includes(first))).toBe(true);
    expect(everything).toContainEqual(
      expect.objectContaining({ where: 'object erasures/', text: expect.stringContaining('dsr-7') }),
    );
  });
});

it('knows every kind of resource there is, so that no new store is left out', async () => {
  expect(await readResourceKinds()).toEqual([...SEARCHED, ...WITHOUT_LEADS].toSorted());
});
