import { expect, it } from 'vitest';
import { isAfterWebhook, isHttp, READ_REPEATEDLY } from '../../../functions/read-crm/calls.ts';
import { anHttpEvent } from '../../support/http-event.ts';

it('tells calls of the API, of the function itself, and of its schedule apart', () => {
  const calls = [anHttpEvent({ path: '/crm/hubspot' }), JSON.parse(JSON.stringify(READ_REPEATEDLY)), {}, null, 'x'];
  expect(calls.map(isHttp)).toEqual([true, false, false, false, false]);
  expect(calls.map(isAfterWebhook)).toEqual([false, true, false, false, false]);
});
