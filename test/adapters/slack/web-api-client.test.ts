import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN, type FakeFailure, FakeSlack } from '../../../cli/fakes/slack/fake-slack.ts';
import { createWebApiClient } from '../../../shared/adapters/slack/web-api-client.ts';
import { plainText, sectionOf } from '../../../shared/channels/slack/blocks.ts';
import type { SlackApi } from '../../../shared/channels/slack/slack-api.ts';

const MESSAGE = { text: 'New lead: Nora Lind', blocks: [sectionOf('Nora Lind')] };
let fake: FakeSlack;
let url = '';
let slack: SlackApi;
beforeAll(async () => {
  fake = new FakeSlack();
  url = await fake.start();
});
afterAll(() => fake.stop());
beforeEach(() => {
  fake.members.splice(0, 9, { id: 'U0KIM01', email: 'kim@acme.example' });
  fake.calls.length = 0;
  slack = createWebApiClient({ token: BOT_TOKEN, url });
});

describe('the client of Slack', () => {
  it('posts a message to a member and changes it', async () => {
    const posted = await slack.postMessage('U0KIM01', MESSAGE);
    if (!posted.ok) throw new Error(posted.error);
    const at = posted.value;
    expect(fake.messagesTo('U0KIM01')).toMatchObject([{ ...at, text: MESSAGE.text }]);
    expect(await slack.updateMessage(at, { ...MESSAGE, text: 'other' })).toEqual({ ok: true, value: at });
    expect(fake.messagesTo('U0KIM01')).toMatchObject([{ text: 'other', changes: 1 }]);
  });

  it('asks Slack to make no link, preview or mention of what a lead wrote', async () => {
    await slack.postMessage('U0KIM01', MESSAGE);
    expect(fake.lastArguments.get('chat.postMessage')).toMatchObject({
      ...{ unfurl_links: 'false', unfurl_media: 'false', mrkdwn: 'false', link_names: 'false', parse: 'none' },
    });
  });

  it('finds members by e-mail and says who it is', async () => {
    expect(await slack.memberByEmail('kim@acme.example')).toEqual({ ok: true, value: 'U0KIM01' });
    expect(await slack.memberByEmail('lea@acme.example')).toEqual({ ok: false, error: 'users_not_found' });
    expect(await slack.identity()).toEqual({
      ok: true,
      value: { team: 'T0ACME', teamName: 'Acme', bot: 'U0BATON' },
    });
  });

  it('says whether messages can be posted to a channel, and posts there', async () => {
    fake.channels.splice(0, 9, { id: 'C0TEAM1', name: 'team' }, { id: 'C0OLD01', name: 'old', isArchived: true });
    fake.channels.push({ id: 'C0OTHER', name: 'other', isMember: false });
    expect(await slack.channel('C0TEAM1')).toEqual({ ok: true, value: { isMember: true, isArchived: false } });
    expect(await slack.channel('C0OLD01')).toEqual({ ok: true, value: { isMember: true, isArchived: true } });
    expect(await slack.channel('C0OTHER')).toEqual({ ok: true, value: { isMember: false, isArchived: false } });
    expect(await slack.channel('C0NONE1')).toEqual({ ok: false, error: 'channel_not_found' });
    expect(await slack.postMessage('C0TEAM1', MESSAGE)).toMatchObject({ ok: true, value: { channel: 'C0TEAM1' } });
    expect(await slack.postMessage('C0OLD01', MESSAGE)).toEqual({ ok: false, error: 'is_archived' });
    expect(await slack.postMessage('C0OTHER', MESSAGE)).toEqual({ ok: false, error: 'not_in_channel' });
  });

  it('opens a form with a trigger of the last three seconds', async () => {
    const view = {
      type: 'modal' as const,
      ...{ callback_id: 'x', private_metadata: '', blocks: [sectionOf('x')] },
      ...{ title: plainText('x'), close: plainText('x') },
    };
    const trigger = fake.issueTrigger();
    expect(await slack.openView(trigger, view)).toEqual({ ok: true, value: undefined });
    fake.clock = () => Date.now() + 3001;
    const late = fake.issueTrigger();
    fake.clock = () => Date.now() + 2 * 3001;
    expect(await slack.openView(late, view)).toEqual({ ok: false, error: 'expired_trigger_id' });
  });

  it.each([
    'account_inactive',
    'channel_not_found',
    'user_not_found',
    'is_archived',
    'invalid_blocks',
    'token_revoked',
  ])('takes %s for a refusal', async (error) => {
    fake.failures.set('chat.postMessage', { error });
    expect(await slack.postMessage('U0KIM01', MESSAGE)).toEqual({ ok: false, error });
  });

  it.each<[string, FakeFailure]>([
    ['rate limited for 7 s', { status: 429, retryAfterSeconds: 7 }],
    ['failed', { status: 429 }],
    ['status 503', { status: 503 }],
    ['no answer', 'hangs_up'],
    ['ratelimited', { error: 'ratelimited' }],
    ['internal_error', { error: 'internal_error' }],
  ])('throws when it gets: %s', async (reason, failure) => {
    fake.failures.set('chat.postMessage', failure);
    const error: unknown = await slack.postMessage('U0KIM01', MESSAGE).catch((thrown: unknown) => thrown);
    expect(String(error)).toBe(`Error: Slack did not do chat.postMessage: ${reason}`);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('Nora');
    // Once: whoever sends notifications tries another channel first.
    expect(fake.calls).toEqual(['chat.postMessage']);
  });
});
