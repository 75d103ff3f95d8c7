import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MessageBlocks } from '../../../cli/fakes/slack/block-rules.ts';
import { aDemoRequest } from '../../scenarios/a-baton.ts';
import { aSlackDesk, memberOf } from './slack-desk.ts';

let desk: Awaited<ReturnType<typeof aSlackDesk>>;
beforeEach(async () => {
  desk = await aSlackDesk({ reps: [{ id: 'kim', zone: 'America/New_York' }] });
});
afterEach(() => desk.fake.stop());

/** Types `/baton …` as a rep. @returns what only they see */
async function type(text: string, rep = 'kim'): Promise<string> {
  const { status, body } = await desk.post('commands', { command: '/baton', user_id: memberOf(rep), text });
  expect([status, body.response_type]).toEqual([200, 'ephemeral']);
  return JSON.stringify(MessageBlocks.parse(body.blocks));
}

describe('/baton mine', () => {
  it('lists the open leads of the rep, most urgent first', async () => {
    expect(await type('mine')).toContain('no open leads');
    const first = await desk.baton.postOne(aDemoRequest('ada'));
    await desk.baton.advance(600);
    const second = await desk.baton.postOne(aDemoRequest('bob', { name: '<!here> Bob' }));
    const said = await type(' mine ');
    expect(said).toContain('&lt;!here&gt; Bob');
    expect(said.indexOf(first)).toBeLessThan(said.indexOf(second));
    expect(said.indexOf(first)).toBeGreaterThan(0);
  });
});

describe('/baton why', () => {
  it('says by which rule, when and why the rep got a lead', async () => {
    const id = await desk.baton.postOne(aDemoRequest());
    const { routing } = await desk.baton.lead(id);
    const said = await type(`why ${id}`);
    expect(said).toContain(`Rule ${routing?.route.rule}`);
    expect(said).toContain('You got it Mon 23 Nov, 04:00 (America/New_York) in the team sdr: turn.');
  });

  it.each(['lead_unknown', '', '<!channel>', 'x '.repeat(200)])('says nothing about %j', async (id) => {
    expect(await type(`why ${id}`)).toContain('You have and had no lead with this id');
  });

  it('says nothing about a lead that the rep never had', async () => {
    const id = await desk.baton.postOne(aDemoRequest());
    const lea = { ...(await desk.baton.deps.reps.get('kim')), id: 'lea', name: 'Lea', version: 1, teams: {} };
    await desk.baton.deps.reps.save(
      { zone: 'UTC', active: true, attributes: {}, leaves: [], ...lea, addresses: { slack: memberOf('lea') } },
      { rep: 'lea', version: 1, at: desk.baton.now, teams: [] },
    );
    expect(await type(`why ${id}`, 'lea')).toContain('You have and had no lead with this id');
  });
});

describe('/baton away', () => {
  it('sets a leave until the day begins where the rep is', async () => {
    expect(await type('away until 2026-12-24')).toContain('until Thu 24 Dec, 00:00 (America/New_York)');
    expect((await desk.baton.deps.reps.get('kim'))?.leaves).toEqual([
      { from: desk.baton.now, until: '2026-12-24T05:00:00.000Z' },
    ]);
  });

  it.each([
    ['away', 'Say until when'],
    ['away until soon', 'Say until when'],
    ['away until 2026-13-45', 'Say until when'],
    ['away until 2026-11-01', 'Choose a day after today'],
  ])('%j says what was expected', async (text, expected) => {
    expect(await type(text)).toContain(expected);
    expect((await desk.baton.deps.reps.get('kim'))?.leaves).toEqual([]);
  });
});

it.each(['', 'help', 'dance'])('/baton %s lists what there is', async (text) => {
  expect(await type(text)).toContain('/baton mine');
});

it('/baton says whom to ask to somebody who is no rep', async () => {
  expect(await type('mine', 'nobody')).toContain('does not know you');
});
