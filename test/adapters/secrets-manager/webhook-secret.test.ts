import { expect, it } from 'vitest';
import { createWebhookSecretFinder } from '../../../shared/adapters/secrets-manager/webhook-secret.ts';

it('finds the secrets of a subscription, newest first, and reads again for one that was just added', async () => {
  let text = '{"crm":["whsec_new","whsec_former"]}';
  const kept = text;
  const asked: string[] = [];
  const reader = {
    read: async () => kept,
    readFresh: async (arn: string) => {
      asked.push(arn);
      return text;
    },
  };
  const secretsOf = createWebhookSecretFinder({ reader, arn: 'arn' });
  expect(await secretsOf('crm')).toEqual(['whsec_new', 'whsec_former']);
  expect(asked).toEqual([]);
  expect(await secretsOf('wins')).toBeUndefined();
  text = '{"wins":["whsec_wins"]}';
  expect(await secretsOf('wins')).toEqual(['whsec_wins']);
  expect(await secretsOf('constructor')).toBeUndefined();
});

it('says when the secret has the wrong format', async () => {
  const reader = { read: async () => '{"crm":"whsec_new"}', readFresh: async () => '' };
  await expect(createWebhookSecretFinder({ reader, arn: 'arn' })('crm')).rejects.toThrow('wrong format');
});
