import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListTopicsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, expect, inject, it } from 'vitest';
import { renderOutbox, startOutbox } from '../../cli/demo/outbox.ts';
import { readSentMails } from '../../cli/demo/sent-mails.ts';
import { Database } from '../../shared/adapters/dynamodb/database.ts';
import { DigestTable } from '../../shared/adapters/dynamodb/digest-table.ts';
import { ReportTable } from '../../shared/adapters/dynamodb/report-table.ts';
import { leadRoutes } from '../../shared/api/leads.ts';
import { encodeTagId } from '../../shared/channels/email/bounce.ts';
import { managerMailId } from '../../shared/domain/notifications/digest.ts';
import { emptyTally } from '../../shared/domain/reporting/tally.ts';
import { aClient } from '../adapters/dynamodb/test-tables.ts';
import { eventually, waitUntilPast } from './eventually.ts';
import { call, readLead } from './http.ts';
import { aNewPerson, postLead } from './leads.ts';
import { notificationsOf } from './notifications.ts';
import { createDigestRun } from './send-digests-now.ts';

const { apiEndpoint, endpoint, keys, outputs, region } = inject('deployed');
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const client = aClient(endpoint);
const db = new Database(client);
afterAll(() => client.destroy());
const sendDigests = createDigestRun({ endpoint, region, credentials });

async function saveRep(id: string, rep: object): Promise<void> {
  const json = { name: id, zone: 'Etc/UTC', addresses: { email: `${id}@acme.example` }, ...rep };
  expect((await call('PUT', `/v1/reps/${id}`, { key: keys.admin, json })).status).toBe(200);
}

const mailsTo = async (id: string) =>
  (await readSentMails(apiEndpoint)).filter(({ To }) => To.includes(`${id}@acme.example`));

/** Returns the next whole minute that is at least some seconds away, so that there is time to post before it. */
function nextMinute(): string {
  const minute = 60_000;
  return new Date(Math.ceil((Date.now() + 15_000) / minute) * minute).toISOString();
}

it('tells what was held until the time that the person wants, as one mail', async () => {
  const at = nextMinute();
  await saveRep('pia.dusk', { reach: { digest: at.slice(11, 16) } });
  const leads = [
    await postLead(aNewPerson({ product: 'shelved' })),
    await postLead(aNewPerson({ product: 'shelved' })),
  ];
  for (const lead of leads)
    await eventually(async () =>
      expect(await readLead(lead)).toMatchObject({ state: 'waiting', accountable: 'pia.dusk' }),
    );
  await sendDigests();
  if (new Date().toISOString() < at) expect(await mailsTo('pia.dusk')).toEqual([]);

  await waitUntilPast(at);
  const mail = await eventually(async () => {
    await sendDigests();
    const [sent] = await mailsTo('pia.dusk');
    if (sent === undefined) throw new Error('no digest was sent');
    return sent;
  });
  expect(mail.Subject).toBe('2 leads wait for you');
  for (const lead of leads) expect(mail.BodyText).toContain(lead);
  await sendDigests();
  expect(await mailsTo('pia.dusk')).toHaveLength(1);

  // It bounces: each matter goes by the next channel, once, however often the bounce is reported.
  const held = await findHeldDigest('pia.dusk');
  await reportBounce(held, 'pia.dusk');
  for (const lead of leads) {
    await eventually(async () =>
      expect(await notificationsOf(lead)).toMatchObject([{ type: 'lead.queued', data: { to: 'pia.dusk' } }]),
    );
    const { notices } = leadRoutes.getTimeline.replies[200].parse(
      (await call('GET', `/v1/leads/${lead}/timeline`, { key: keys.admin })).json(),
    );
    expect(notices).toMatchObject([
      {
        to: 'pia.dusk',
        status: 'sent',
        attempts: [
          { channel: 'email', outcome: 'refused', because: 'bounced' },
          { channel: 'webhook', outcome: 'sent' },
        ],
      },
    ]);
  }
  await eventually(async () => expect(await readDigest(held)).toMatchObject({ status: 'bounced', because: 'bounced' }));
  await reportBounce(held, 'pia.dusk');
  await sendDigests();
  for (const lead of leads) expect(await notificationsOf(lead)).toHaveLength(1);
  expect(await mailsTo('pia.dusk')).toHaveLength(1);
});

it('tells a manager in the morning what the team is at, once, readable on the page of mails', async () => {
  // The team may have one open lead, so one of two waits.
  const leads = [await postLead(aNewPerson({ product: 'summed' })), await postLead(aNewPerson({ product: 'summed' }))];
  const waiting = await eventually(async () => {
    const states = await Promise.all(leads.map(readLead));
    expect(states.map(({ state }) => state).sort()).toEqual(['assigned', 'waiting']);
    return states.find(({ state }) => state === 'waiting')?.id;
  });
  // Without an address there was nothing to send before. The day began at midnight.
  await saveRep('rae.dawn', { reach: { digest: '00:00' } });
  const day = new Date().toISOString().slice(0, 10);
  await eventually(async () => {
    await sendDigests();
    expect(await mailsTo('rae.dawn')).toHaveLength(1);
  });
  await sendDigests();
  const mails = await mailsTo('rae.dawn');
  expect(mails).toHaveLength(1);
  expect(mails[0]?.Subject).toMatch(/^Your teams: .*1 waiting/);
  expect(mails[0]?.BodyText).toMatch(new RegExp(`WAITING FOR AN OWNER \\(1\\)\\n- .*team summed.*${waiting}`));
  expect(mails[0]?.BodyText).toContain('- Sol Noon: 1 of 1');
  expect(mails[0]?.BodyText).not.toMatch(/Nora|Lindwerk/);

  const all = await readSentMails(apiEndpoint);
  const index = all.findIndex(({ MessageId }) => MessageId === mails[0]?.MessageId);
  const outbox = await startOutbox(apiEndpoint);
  try {
    expect(await (await fetch(outbox.url)).text()).toContain('Your teams: ');
    const page = await fetch(`${outbox.url}${index}.html`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Waiting for an owner (1)');
  } finally {
    await outbox.close();
  }
  expect(renderOutbox(all, `/${index}.txt`).body).toContain('WAITING FOR AN OWNER (1)');

  const id = managerMailId('morning', 'rae.dawn', day);
  await reportBounce(id, 'rae.dawn');
  await eventually(async () => expect(await readDigest(id)).toMatchObject({ status: 'bounced', because: 'bounced' }));
});

it('sends a manager the figures of the last week, once, each beside that of the week before', async () => {
  // As they were counted then: nothing in the stack can be made to have happened a week ago.
  const [lastWeek, weekBefore] = [-1, -2].map(wednesdayOf);
  await plantCounts(lastWeek, { assigned: 4, assignedBySystem: 4, due: 4, respondedInTime: 3 });
  await plantCounts(weekBefore, { assigned: 2, assignedBySystem: 2, due: 2, respondedInTime: 2 });
  await saveRep('wes.dawn', { reach: { digest: '00:00' } });
  const mail = await eventually(async () => {
    await sendDigests();
    const [sent] = await mailsTo('wes.dawn');
    if (sent === undefined) throw new Error('no weekly mail was sent');
    return sent;
  });
  await sendDigests();
  expect(await mailsTo('wes.dawn')).toHaveLength(1);
  expect(mail.Subject).toMatch(/^The week of Mon /);
  expect(mail.BodyText).toContain('Assigned: 4, before: 2');
  expect(mail.BodyText).toContain('Answered in time: 3 of 4 (75 %), before: 2 of 2 (100 %)');
  expect(mail.BodyText).toMatch(/ANSWERED IN TIME, BY TEAM\nempty: 3 of 4; before: 2 of 2/);
  // Charts are cells of tables: nothing is loaded.
  expect(mail.BodyHtml).toMatch(/<td width="\d+%"/);
  expect(mail.BodyHtml).not.toMatch(/<img|<svg|<script/);
});

/** Reports the bounce of a digest as SES does: the local cloud's SES reports none by configuration set. */
async function reportBounce(digest: string, to: string): Promise<void> {
  const sns = new SNSClient({ endpoint, region, credentials });
  const { Topics = [] } = await sns.send(new ListTopicsCommand());
  const topic = Topics.find(({ TopicArn }) => TopicArn?.includes('Bounces'));
  const mail = { messageId: 'm', destination: [`${to}@acme.example`], tags: { digest: [encodeTagId(digest)] } };
  const Message = JSON.stringify({ eventType: 'Bounce', bounce: { bounceType: 'Permanent' }, mail });
  await sns.send(new PublishCommand({ TopicArn: topic?.TopicArn, Message }));
}

const readDigest = (id: string) => new DigestTable({ db, table: outputs.LeadsTable }).get(id);

/** Finds the id of what was told to a person as one mail. It is in the mail's tags, which the local cloud does not show. */
async function findHeldDigest(to: string): Promise<string> {
  const { Items = [] } = await client.send(
    new ScanCommand({
      TableName: outputs.LeadsTable,
      FilterExpression: 'kind = :held AND #to = :to',
      ExpressionAttributeNames: { '#to': 'to' },
      ExpressionAttributeValues: { ':held': { S: 'held' }, ':to': { S: to } },
    }),
  );
  expect(Items).toHaveLength(1);
  return Items[0]?.id?.S ?? '';
}

/** Returns the Wednesday of another week, -1 for the last one. */
function wednesdayOf(week: number): string {
  const today = new Date();
  const sinceMonday = (today.getUTCDay() + 6) % 7;
  return new Date(today.getTime() + (7 * week + 2 - sinceMonday) * 86_400_000).toISOString().slice(0, 10);
}

/** Stores counts of a day of the team `empty`, as the function that counts does. */
async function plantCounts(day = '', counters: Readonly<Record<string, number>>): Promise<void> {
  const window = { day, time: '09:00', shard: 0 };
  const cell = { day, source: 'website', team: 'empty', rule: 'shelved', turn: 'weighted' };
  const tally = { ...emptyTally(window), version: 1, postings: [{ to: { cell }, counters }] };
  const saved = await new ReportTable({ db, table: outputs.ReportsTable }).saveTally({ tally, otherDays: [] });
  expect(saved).toEqual({ outcome: 'done' });
}
