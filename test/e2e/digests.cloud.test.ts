import { ListTopicsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, inject, it } from 'vitest';
import { readSentMails, renderOutbox, startOutbox } from '../../cli/demo/outbox.ts';
import { Database } from '../../shared/adapters/dynamodb/database.ts';
import { DigestTable } from '../../shared/adapters/dynamodb/digest-table.ts';
import { encodeTagId } from '../../shared/channels/email/bounce.ts';
import { managerMailId } from '../../shared/domain/notifications/digest.ts';
import { aClient } from '../adapters/dynamodb/test-tables.ts';
import { eventually, waitUntilPast } from './eventually.ts';
import { call, readLead } from './http.ts';
import { aNewPerson, postLead } from './leads.ts';
import { createDigestRun } from './send-digests-now.ts';

const { apiEndpoint, endpoint, keys, outputs, region } = inject('deployed');
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
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

  await reportBounce(managerMailId('morning', 'rae.dawn', day));
  const client = aClient(endpoint);
  const digests = new DigestTable({ db: new Database(client), table: outputs.LeadsTable });
  await eventually(async () =>
    expect(await digests.get(managerMailId('morning', 'rae.dawn', day))).toMatchObject({
      status: 'bounced',
      because: 'bounced',
    }),
  );
  client.destroy();
});

/** Reports the bounce of a digest as SES does: the local cloud's SES reports none by configuration set. */
async function reportBounce(digest: string): Promise<void> {
  const sns = new SNSClient({ endpoint, region, credentials });
  const { Topics = [] } = await sns.send(new ListTopicsCommand());
  const topic = Topics.find(({ TopicArn }) => TopicArn?.includes('Bounces'));
  const mail = { messageId: 'm', destination: ['rae.dawn@acme.example'], tags: { digest: [encodeTagId(digest)] } };
  const Message = JSON.stringify({ eventType: 'Bounce', bounce: { bounceType: 'Permanent' }, mail });
  await sns.send(new PublishCommand({ TopicArn: topic?.TopicArn, Message }));
}
