import { expect, it } from 'vitest';
import { listLeads } from '../../../functions/manage-leads/show-leads.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

it('lists what rules see of leads, if asked, and only those received from a moment on', async () => {
  const baton = await aBaton();
  const early = await baton.postOne(aDemoRequest('ada', { country: 'DE' }));
  await baton.advance(600);
  const late = await baton.postOne(aDemoRequest('bo', { country: 'FR' }));
  const list = async (query: object) => {
    const principal = { keyId: 'key_7', role: 'admin' };
    const call = { query: { limit: 25, state: 'assigned', ...query }, principal, now: baton.now };
    const answer = await listLeads(call as never, baton.deps);
    return (answer as { readonly body: { readonly leads: readonly { readonly id: string }[] } }).body.leads;
  };
  expect((await list({})).map(({ id }) => id)).toEqual([early, late]);
  expect(await list({})).not.toMatchObject([{ features: expect.anything() }, {}]);
  expect(await list({ with: 'features', receivedFrom: minutesAfterMonday(5) })).toMatchObject([
    { id: late, features: { country: 'FR', touch: 'demo_request' }, touchpoints: [{ touch: 'demo_request' }] },
  ]);
  expect(await list({ receivedFrom: MONDAY })).toHaveLength(2);
});
