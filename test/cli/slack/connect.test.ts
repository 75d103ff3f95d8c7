import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN, FakeSlack } from '../../../cli/fakes/slack/fake-slack.ts';
import { type ConnectDeps, connectSlack, disconnectSlack } from '../../../cli/slack/connect.ts';
import { InMemorySettingsStore } from '../../../shared/adapters/in-memory/in-memory-settings-store.ts';
import { createWebApiClient } from '../../../shared/adapters/slack/web-api-client.ts';

const [FIRST, SECOND, THIRD] = ['1'.repeat(32), '2'.repeat(32), '3'.repeat(32)];
const fake = new FakeSlack();
let url = '';
beforeAll(async () => {
  url = await fake.start();
});
afterAll(() => fake.stop());

describe('connecting a workspace', () => {
  let secret: string;
  let settings: InMemorySettingsStore;
  let deps: ConnectDeps;
  beforeEach(() => {
    secret = '{}';
    settings = new InMemorySettingsStore();
    deps = {
      settings,
      readSecret: async () => secret,
      writeSecret: async (text) => {
        secret = text;
      },
      createClient: (token) => createWebApiClient({ token, url }),
    };
  });
  const connect = (signingSecret: string, botToken = BOT_TOKEN) => connectSlack({ botToken, signingSecret }, deps);

  it('tries the token, then stores the secret and who Baton is there', async () => {
    expect(await connect(FIRST)).toBe('Connected to the workspace Acme (T0ACME).');
    expect(JSON.parse(secret)).toEqual({ botToken: BOT_TOKEN, signingSecrets: [FIRST] });
    expect(await settings.read('slack')).toEqual({ team: 'T0ACME', bot: 'U0BATON' });
  });

  it('keeps the former signing secret valid until the new one is given once more', async () => {
    await connect(FIRST);
    await connect(SECOND);
    expect(JSON.parse(secret).signingSecrets).toEqual([SECOND, FIRST]);
    await connect(SECOND);
    expect(JSON.parse(secret).signingSecrets).toEqual([SECOND]);
    await connect(THIRD);
    expect(JSON.parse(secret).signingSecrets).toEqual([THIRD, SECOND]);
  });

  it('replaces a damaged secret', async () => {
    secret = 'damaged';
    await connect(FIRST);
    expect(JSON.parse(secret).signingSecrets).toEqual([FIRST]);
  });

  it.each([
    [FIRST, 'xoxb-wrong-token-9876543210', /refused the bot token \(invalid_auth\)\. Install the app/],
    [FIRST, 'xoxp-a-user-token-9876543210', /expected a bot token that begins with xoxb-/],
    ['a signing secret', BOT_TOKEN, /expected a signing secret of 32 hexadecimal characters/],
  ])('says what is wrong, quotes nothing, and stores nothing', async (signingSecret, botToken, said) => {
    const error: unknown = await connect(signingSecret, botToken).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(said);
    expect(String(error)).not.toContain(botToken);
    expect([secret, await settings.read('slack')]).toEqual(['{}', undefined]);
  });

  it('is undone by disconnecting', async () => {
    await connect(FIRST);
    await disconnectSlack(deps);
    expect([secret, await settings.read('slack')]).toEqual(['{}', undefined]);
  });
});
