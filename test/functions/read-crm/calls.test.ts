import { expect, it } from 'vitest';
import { afterWebhookOf, isHttp } from '../../../functions/read-crm/calls.ts';
import { anHttpEvent } from '../../support/http-event.ts';

it('tells calls of the API, of the function itself, and of its schedule apart', () => {
  const own = { task: 'after_webhook', read: true, deleted: ['901'], deletedDeals: ['501'], deletedCompanies: ['301'] };
  const calls = [anHttpEvent({ path: '/crm/hubspot' }), own, {}, null, 'x'];
  expect(calls.map(isHttp)).toEqual([true, false, false, false, false]);
  expect(calls.map(afterWebhookOf)).toEqual([undefined, own, undefined, undefined, undefined]);
});
