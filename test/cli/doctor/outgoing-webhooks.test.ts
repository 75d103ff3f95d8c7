import { expect, it } from 'vitest';
import { judgeOutgoingWebhooks } from '../../../cli/doctor/outgoing-webhooks.ts';
import type { WebhookSubscription } from '../../../shared/domain/webhooks/subscription.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const crm: WebhookSubscription = {
  ...{ id: 'crm', url: 'https://crm.example/in', events: 'all', paused: false, since: MONDAY, failures: 0 },
};

it('says nothing where nobody is subscribed, and that all is well where they take events', () => {
  expect(judgeOutgoingWebhooks([])).toEqual([]);
  expect(judgeOutgoingWebhooks([crm])).toEqual([{ check: 'Webhooks', state: 'ok', observed: 'none of 1 fails' }]);
});

it('warns of each that fails or is paused, and says what to do; never its URL, which may hold a secret', () => {
  const found = judgeOutgoingWebhooks([
    { ...crm, failures: 20, failingSince: MONDAY },
    { ...crm, id: 'wins', paused: true, failingSince: MONDAY },
    { ...crm, id: 'fine' },
  ]);
  expect(found).toEqual([
    {
      check: 'Webhooks',
      state: 'warning',
      observed: `crm has taken nothing since ${MONDAY}`,
      todo: 'docs/runbook.md#webhook-failing',
    },
    {
      check: 'Webhooks',
      state: 'warning',
      observed: 'wins is paused and receives nothing',
      todo: 'If that is no longer wanted: baton webhook resume wins',
    },
  ]);
  expect(JSON.stringify(found)).not.toContain('crm.example');
});
