import { afterEach, describe, expect, it } from 'vitest';
import { buttonsOf, pressOf, shownIn, submissionOf } from '../../../cli/fakes/slack/slack-calls.ts';
import { millisecondsOf } from '../../../shared/domain/instant.ts';
import { recordAnswer } from '../../../shared/use-cases/answers/record-answer.ts';
import { aRecycling } from '../../support/builders/plan.ts';
import { aRepChange } from '../../support/builders/rep.ts';
import { aSlackDesk, memberOf } from './slack-desk.ts';

type Desk = Awaited<ReturnType<typeof aSlackDesk>>;
let desk: Desk;
afterEach(() => desk.fake.stop());

async function start(options: Parameters<typeof aSlackDesk>[0] = {}) {
  desk = await aSlackDesk(options);
  return { ...(await desk.aLead()), desk };
}

/** Presses a button as a rep. */
const press = (lead: Awaited<ReturnType<typeof start>>, answer: string, rep = lead.owner) =>
  desk.interact(pressOf(lead.message, answer, { member: memberOf(rep), trigger: desk.fake.issueTrigger() }));

const stateOf = async (id: string) => (await desk.baton.lead(id)).stage;
const lastEventOf = async (id: string) => (await desk.baton.deps.leads.timeline(id)).at(-1);

describe('a pressed button', () => {
  it('records the answer of the rep with this member id, and the message says so', async () => {
    const lead = await start();
    expect(await press(lead, 'contacted')).toEqual({ status: 200 });
    expect(await lastEventOf(lead.id)).toMatchObject({
      ...{ type: 'FirstResponseMade', actor: { kind: 'person', id: lead.owner } },
    });
    expect(shownIn(lead.message)).toContain('Answered Mon 23 Nov');
    expect([...buttonsOf(lead.message).keys()]).toContain('answer_converted');
  });

  it('that gives the lead away takes buttons and person from the message', async () => {
    const lead = await start();
    expect(shownIn(lead.message)).toContain('ada@north.example');
    await press(lead, 'declined');
    expect(await lastEventOf(lead.id)).toMatchObject({ type: 'LeadDeclined' });
    expect(shownIn(lead.message)).not.toMatch(/north|actions/i);
    expect(shownIn(lead.message)).toContain('waits for another owner');
  });

  it('of an old message changes nothing, and says who has the lead, without the person', async () => {
    const lead = await start();
    const by = { person: lead.owner, onlyOwn: true };
    const old = { ...lead, message: { ...lead.message } };
    await recordAnswer(
      { leadId: lead.id, epoch: 1, answer: { answer: 'declined' }, by, now: desk.baton.now },
      desk.deps,
    );
    await desk.baton.settle();
    const before = await desk.baton.lead(lead.id);
    expect(before.accountable).toBe(lead.other);
    await press(old, 'contacted');
    expect((await desk.baton.lead(lead.id)).version).toBe(before.version);
    const name = (await desk.baton.deps.reps.get(lead.other))?.name ?? '';
    expect(shownIn(lead.message)).toContain(`This lead is now with ${name}`);
    expect(shownIn(lead.message)).not.toContain('north');
  });

  it('of somebody else’s message is refused', async () => {
    const lead = await start();
    await press(lead, 'contacted', lead.other);
    expect((await stateOf(lead.id)).state).toBe('assigned');
  });

  it('of somebody who is no rep any more does nothing, and says so to them alone', async () => {
    const lead = await start();
    const rep = await desk.baton.deps.reps.get(lead.owner);
    if (!rep) throw new Error('the owner is no rep');
    const left = { ...rep, active: false, version: rep.version + 1 };
    await desk.baton.deps.reps.save(left, aRepChange(left));
    expect(await press(lead, 'contacted')).toEqual({ status: 200 });
    expect((await stateOf(lead.id)).state).toBe('assigned');
    expect(desk.fake.notes).toEqual([
      {
        channel: lead.message.channel,
        member: memberOf(lead.owner),
        text: expect.stringContaining('does not know you in Slack yet'),
      },
    ]);
    expect(desk.fake.messages).toHaveLength(1);
    expect(desk.runtime.lines.map(({ code }) => code)).toContain('slack_member_unknown');
  });

  it.each([
    ['Slack does not show the note', { error: 'user_not_in_channel' }],
    ['Slack is down', { status: 503 }],
  ] as const)('of somebody who is no rep is answered even if %s', async (_, failure) => {
    const lead = await start();
    desk.fake.failures.set('chat.postEphemeral', failure);
    expect(await press(lead, 'contacted', 'nobody')).toEqual({ status: 200 });
    expect((await stateOf(lead.id)).state).toBe('assigned');
    expect(desk.runtime.lines.map(({ code }) => code)).toContain('slack_note_not_shown');
  });

  it('that Slack sends again is recorded once', async () => {
    const lead = await start();
    await press(lead, 'contacted');
    const { version } = await desk.baton.lead(lead.id);
    const payload = pressOf(lead.message, 'contacted', { member: memberOf(lead.owner) });
    await desk.interact(payload, { headers: { 'x-slack-retry-num': '1' } });
    expect((await desk.baton.lead(lead.id)).version).toBe(version);
    await desk.interact(payload);
    expect((await desk.baton.lead(lead.id)).version).toBe(version + 1);
  });

  it('that Slack sends again is recorded once, whichever of the two calls is handled first', async () => {
    const lead = await start();
    const at = millisecondsOf(desk.baton.now);
    const payload = pressOf(lead.message, 'contacted', { member: memberOf(lead.owner), at });
    const again = desk.interact(payload, { headers: { 'x-slack-retry-num': '1' } });
    await Promise.all([again, desk.interact(payload)]);
    await desk.interact(payload);
    expect((await desk.baton.lead(lead.id)).contacts).toHaveLength(1);
    expect(shownIn(lead.message)).not.toContain('recorded already');
    await desk.baton.advance(60);
    const later = millisecondsOf(desk.baton.now);
    await desk.interact(pressOf(lead.message, 'contacted', { member: memberOf(lead.owner), at: later }));
    expect((await desk.baton.lead(lead.id)).contacts).toHaveLength(2);
  });

  it('counts even if the message cannot be changed', async () => {
    const lead = await start();
    desk.fake.failures.set('chat.update', { status: 503 });
    expect(await press(lead, 'contacted')).toEqual({ status: 200 });
    expect((await stateOf(lead.id)).state).toBe('working');
    expect(desk.runtime.lines).toContainEqual(
      expect.objectContaining({ code: 'message_not_updated', leadId: lead.id }),
    );
  });
});

describe('a form', () => {
  it('of somebody who is no rep any more records nothing, and says so', async () => {
    const lead = await start();
    await press(lead, 'misrouted');
    const view = desk.fake.views[0];
    if (!view) throw new Error('no form was opened');
    const reply = await desk.interact(submissionOf(view, { member: 'U0NOBODY0', reason: 'territory' }));
    expect(reply).toMatchObject({ status: 200, body: { response_action: 'update' } });
    expect(JSON.stringify(reply.body)).toContain('Nothing was recorded');
    expect((await stateOf(lead.id)).state).toBe('assigned');
  });

  it('asks for the plan’s reasons, and records the one chosen', async () => {
    const lead = await start();
    await press(lead, 'misrouted');
    const view = desk.fake.views[0];
    if (!view) throw new Error('no form was opened');
    expect(JSON.stringify(view)).toContain('"territory"');
    expect(await desk.interact(submissionOf(view, { member: memberOf(lead.owner), reason: 'territory' }))).toEqual({
      status: 200,
      body: { response_action: 'clear' },
    });
    expect(await lastEventOf(lead.id)).toMatchObject({ type: 'LeadMisrouted', data: { reason: 'territory' } });
    expect(shownIn(lead.message)).not.toContain('north');
  });

  it('of "not now" needs a date if the reason does', async () => {
    const lead = await start({ plan: { recycling: aRecycling() } });
    await press(lead, 'not_now');
    const view = desk.fake.views[0];
    if (!view) throw new Error('no form was opened');
    const member = memberOf(lead.owner);
    const without = await desk.interact(submissionOf(view, { member, reason: 'later' }));
    expect(without.body).toMatchObject({ response_action: 'errors', errors: { until: expect.any(String) } });
    await desk.interact(submissionOf(view, { member, reason: 'later', until: '2027-01-11' }));
    expect(await stateOf(lead.id)).toMatchObject({ state: 'nurturing', returnAt: '2027-01-11T00:00:00.000Z' });
    expect(shownIn(lead.message)).toContain('rests until');
  });

  it('closes a disqualified lead', async () => {
    const lead = await start();
    await press(lead, 'disqualified');
    const view = desk.fake.views[0];
    if (!view) throw new Error('no form was opened');
    await desk.interact(submissionOf(view, { member: memberOf(lead.owner), reason: 'no_budget' }));
    expect(await stateOf(lead.id)).toMatchObject({ state: 'closed', outcome: 'disqualified', reason: 'no_budget' });
  });

  it('that comes too late says so, and changes nothing', async () => {
    const lead = await start();
    await press(lead, 'disqualified');
    await press(lead, 'declined');
    const { version } = await desk.baton.lead(lead.id);
    const view = desk.fake.views[0];
    if (!view) throw new Error('no form was opened');
    const late = await desk.interact(submissionOf(view, { member: memberOf(lead.owner), reason: 'no_budget' }));
    expect(late.body).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
    expect((await desk.baton.lead(lead.id)).version).toBe(version);
  });

  it('does not open for a lead that has moved on, or for a press of long ago', async () => {
    const lead = await start();
    await desk.interact(pressOf(lead.message, 'misrouted', { member: memberOf(lead.owner), trigger: 'old' }));
    expect(shownIn(lead.message)).toContain('could not be opened in time');
    const old = { ...lead, message: { ...lead.message } };
    await press(lead, 'declined');
    await press(old, 'misrouted');
    expect(desk.fake.views).toEqual([]);
    expect(shownIn(lead.message)).toContain('waits for another owner');
  });
});
