import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { BOT_TOKEN, type FakeMessage, FakeSlack } from '../../cli/fakes/slack/fake-slack.ts';
import {
  buttonsOf,
  pressOf,
  SIGNING_SECRET,
  shownIn,
  signedCall,
  submissionOf,
} from '../../cli/fakes/slack/slack-calls.ts';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';

const { env, keys } = inject('deployed');
/** The Slack member ids in reps.yaml. */
const MEMBERS: Readonly<Record<string, string>> = { 'sil.berg': 'U0SIL001', 'tam.reed': 'U0TAM001' };
const NAMES: Readonly<Record<string, string>> = { 'sil.berg': 'Sil Berg', 'tam.reed': 'Tam Reed' };
/** The channel of the team in plan.yaml. */
const CHANNEL = 'C0SLACKED';
const fake = new FakeSlack();
const SENT_BY_SLACK = expect.objectContaining({ channel: 'slack', outcome: 'sent' });
let url = '';

/** Runs `baton slack …` as from a terminal, with this on its standard input. */
async function runSlack(args: readonly string[], input = ''): Promise<string> {
  const child = spawn(process.execPath, ['cli/baton.ts', 'slack', ...args, '--env', 'local'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
  });
  child.stdin.end(input);
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(error).toBe('');
  return out;
}

beforeAll(async () => {
  url = await fake.start();
  fake.members.push(...Object.values(MEMBERS).map((id) => ({ id })));
  fake.channels.push({ id: CHANNEL, name: 'slacked' });
  const said = await runSlack(['connect', '--api-url', url], `${BOT_TOKEN}\n${SIGNING_SECRET}\n`);
  expect(said).toContain('Connected to the workspace Acme');
  expect(said).not.toContain(BOT_TOKEN);
});
afterAll(async () => {
  await runSlack(['disconnect']);
  await fake.stop();
});

/** Waits for the direct message about a lead to its owner. */
async function aMessage() {
  const person = aNewPerson({ product: 'slacked', message: 'Please <!channel> call' });
  const id = await postLead(person);
  const { owner } = await waitForOwner(id);
  const member = MEMBERS[owner] ?? '';
  const message = await eventually(async () => {
    const found = fake.messagesTo(member).find((one) => shownIn(one).includes(id));
    if (!found) throw new Error('no message yet');
    return found;
  });
  return { id, owner, member, message, person };
}

function post(payload: string, secret?: string) {
  const { body, headers } = signedCall({ payload }, Date.now(), secret);
  return call('POST', '/slack/interactions', { body, headers });
}

/** Presses a button in Slack. */
const press = (message: FakeMessage, answer: string, member: string) =>
  post(pressOf(message, answer, { member, trigger: fake.issueTrigger() }));

it('brings a lead from the hook to a direct message, and a pressed button back', async () => {
  const { id, owner, member, message, person } = await aMessage();
  expect(shownIn(message)).toContain(person.email);
  expect(shownIn(message)).toContain('&lt;!channel&gt;');
  const notices = await readNotices(id);
  expect(notices).toContainEqual(
    expect.objectContaining({ id: `${id}.1.assigned`, to: owner, status: 'sent', attempts: [SENT_BY_SLACK] }),
  );

  const payload = pressOf(message, 'contacted', { member });
  expect((await post(payload, 'e'.repeat(32))).status).toBe(401);
  expect((await post(payload)).status).toBe(200);
  expect(await readLead(id)).toMatchObject({ state: 'working', owner });
  expect((await readTimeline(id)).at(-1)).toMatchObject({
    ...{ type: 'FirstResponseMade', actor: { kind: 'person', id: owner } },
  });
  expect(shownIn(message)).toContain('Answered');
});

it('asks for a reason in a form, and the message loses person and buttons', async () => {
  const { id, owner, member, message, person } = await aMessage();
  expect((await press(message, 'misrouted', member)).status).toBe(200);
  const view = fake.views.at(-1);
  if (!view) throw new Error('no form was opened');
  const submitted = await post(submissionOf(view, { member, reason: 'territory' }));
  expect([submitted.status, submitted.json()]).toEqual([200, { response_action: 'clear' }]);
  expect(await readTimeline(id)).toContainEqual(
    expect.objectContaining({ type: 'LeadMisrouted', actor: { kind: 'person', id: owner } }),
  );
  expect(shownIn(message)).not.toContain(person.email);
  expect(buttonsOf(message).size).toBe(0);
});

it('changes the message of whoever lost the lead, however that happened', async () => {
  const { id, owner, message, person } = await aMessage();
  expect((await answerLead(id, { answer: 'declined', epoch: 1 })).status).toBe(200);
  const { owner: next } = await waitForOwner(id, 2);
  expect(next).not.toBe(owner);
  await eventually(async () => {
    expect(shownIn(message)).toContain(`This lead is now with ${NAMES[next]}`);
    expect(shownIn(message)).not.toContain(person.email);
  });
  // The message of the new owner may come after the change of the old one.
  await eventually(async () => {
    const toNext = fake.messagesTo(MEMBERS[next] ?? '').find((one) => shownIn(one).includes(id));
    expect(toNext && buttonsOf(toNext).has('answer_contacted')).toBe(true);
  });
});

/** Returns the messages about a lead in the team's channel. */
const inChannel = (id: string) => fake.messagesTo(CHANNEL).filter((one) => shownIn(one).includes(id));

it("tells the team's channel who has the lead, and keeps that true", async () => {
  const { id, owner, member, message, person } = await aMessage();
  const [posted] = await eventually(async () => {
    const found = inChannel(id);
    expect(found).toHaveLength(1);
    return found;
  });
  if (!posted) throw new Error('nothing in the channel');
  expect(posted.text).toBe(`${NAMES[owner]} got a lead.`);
  expect(shownIn(posted)).not.toContain(person.email);
  expect((await press(message, 'declined', member)).status).toBe(200);
  const { owner: next } = await waitForOwner(id, 2);
  await eventually(async () => {
    expect(shownIn(posted)).toContain(`This lead is now with ${NAMES[next]}`);
    expect(inChannel(id).map((one) => one.text)).toEqual([posted.text, `${NAMES[next]} got a lead.`]);
  });
});

it("tells the rep, once, though the team's channel takes no message; and checks it", async () => {
  fake.channels.splice(0, 1, { id: CHANNEL, name: 'slacked', isMember: false });
  const { id, member } = await aMessage();
  await eventually(async () =>
    expect(await readNotices(id)).toContainEqual(
      expect.objectContaining({
        id: `${id}.1.team`,
        attempts: [expect.objectContaining({ outcome: 'refused', because: 'not_in_channel' })],
      }),
    ),
  );
  expect(await runSlack(['check'])).toContain('/invite @Baton');
  expect(fake.messagesTo(member).filter((one) => shownIn(one).includes(id))).toHaveLength(1);
  expect(inChannel(id)).toEqual([]);
  fake.channels.splice(0, 1, { id: CHANNEL, name: 'slacked' });
  expect((await answerLead(id, { answer: 'contacted', epoch: 1 })).status).toBe(200);
  await eventually(async () => expect(inChannel(id).map(shownIn)).toEqual([expect.stringContaining('Answered')]));
});

it('answers commands, and checks the connection', async () => {
  const { id, member } = await aMessage();
  const { body, headers } = signedCall({ command: '/baton', user_id: member, text: `why ${id}` }, Date.now());
  const answered = await call('POST', '/slack/commands', { body, headers });
  expect([answered.status, answered.json()]).toEqual([200, expect.objectContaining({ response_type: 'ephemeral' })]);
  expect(answered.text).toContain('Rule desk');
  expect(await runSlack(['check'])).toContain('connected to Acme, reaches 2 of');
  const manifest: unknown = JSON.parse(await runSlack(['manifest']));
  expect(JSON.stringify(manifest)).toContain('/slack/commands');
});

async function readNotices(id: string): Promise<unknown> {
  const { notices } = (await call('GET', `/v1/leads/${id}/timeline`, { key: keys.admin })).json() as {
    notices: unknown;
  };
  return notices;
}
