import { expect, it } from 'vitest';
import { buildManifest } from '../../../cli/slack/manifest.ts';

it('names the scopes, and where the environment takes what people do', () => {
  expect(buildManifest({ environment: 'prod', apiUrl: 'https://baton.acme.example' })).toMatchObject({
    display_information: { name: 'Baton' },
    oauth_config: {
      scopes: { bot: ['chat:write', 'commands', 'users:read', 'users:read.email', 'channels:read', 'groups:read'] },
    },
    settings: { interactivity: { request_url: 'https://baton.acme.example/slack/interactions' } },
  });
});

it('names the environment, so that two apps in one workspace differ', () => {
  const manifest = buildManifest({ environment: 'staging', apiUrl: 'https://baton.acme.example' });
  expect(manifest).toMatchObject({ features: { bot_user: { display_name: 'Baton staging' } } });
});
