import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pressOf } from '../../../cli/fakes/slack/slack-calls.ts';
import { handleSlack } from '../../../functions/handle-slack/handle-slack.ts';
import { millisecondsOf } from '../../../shared/domain/instant.ts';
import { anHttpEvent } from '../../support/http-event.ts';
import { aSlackDesk, memberOf } from './slack-desk.ts';

let desk: Awaited<ReturnType<typeof aSlackDesk>>;
beforeEach(async () => {
  desk = await aSlackDesk();
});
afterEach(() => desk.fake.stop());

describe('a call under /slack', () => {
  it('is refused unless Slack signed it within five minutes, and changes nothing', async () => {
    const lead = await desk.aLead();
    const payload = pressOf(lead.message, 'contacted', { member: memberOf(lead.owner) });
    const now = millisecondsOf(desk.baton.now);
    for (const wrong of [
      { secret: 'e'.repeat(32) },
      { sentAt: now - 301_000 },
      { sentAt: now + 301_000 },
      { headers: { 'x-slack-signature': '' } },
    ])
      expect((await desk.interact(payload, wrong)).status).toBe(401);
    expect((await desk.baton.lead(lead.id)).stage.state).toBe('assigned');
    expect((await desk.interact(payload, { sentAt: now - 299_000 })).status).toBe(200);
    expect((await desk.baton.lead(lead.id)).stage.state).toBe('working');
  });

  it('without a signature does not even read the secret', async () => {
    const slack = { ...desk.deps.slack, signingSecrets: () => Promise.reject(new Error('was read')) };
    const event = anHttpEvent({ method: 'POST', path: '/slack/interactions', body: 'payload=1' });
    const call = { event, now: desk.baton.now, requestId: 'r', log: desk.runtime.log };
    expect((await handleSlack(call, desk.runtime.meter, { ...desk.deps, slack })).statusCode).toBe(401);
  });

  it.each(['', '{', '{"type":"view_closed"}', '{"type":"block_actions"}'])(
    'with the payload %j is only acknowledged',
    async (payload) => {
      expect(await desk.interact(payload)).toEqual({ status: 200 });
    },
  );

  it('to another path, or with another method, is refused', async () => {
    expect((await desk.post('elsewhere', {})).status).toBe(404);
    const event = anHttpEvent({ method: 'GET', path: '/slack/interactions' });
    const call = { event, now: desk.baton.now, requestId: 'r', log: desk.runtime.log };
    expect((await handleSlack(call, desk.runtime.meter, desk.deps)).statusCode).toBe(405);
  });
});
