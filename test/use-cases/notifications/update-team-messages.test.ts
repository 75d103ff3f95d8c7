import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN, FakeSlack } from '../../../cli/fakes/slack/fake-slack.ts';
import { shownIn } from '../../../cli/fakes/slack/slack-calls.ts';
import { InMemoryNoticeStore } from '../../../shared/adapters/in-memory/in-memory-notice-store.ts';
import { SlackTeamChannels } from '../../../shared/adapters/slack/slack-team-channels.ts';
import { createWebApiClient } from '../../../shared/adapters/slack/web-api-client.ts';
import type { SlackApi } from '../../../shared/channels/slack/slack-api.ts';
import { recordAnswer } from '../../../shared/use-cases/answers/record-answer.ts';
import {
  announceAssignment,
  updateTeamMessages,
} from '../../../shared/use-cases/notifications/update-team-messages.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aPlan } from '../../support/builders/plan.ts';

const CHANNEL = 'C0TEAM01';
const fake = new FakeSlack();
let api: SlackApi;
beforeAll(async () => {
  api = createWebApiClient({ token: BOT_TOKEN, url: await fake.start() });
});
afterAll(() => fake.stop());
beforeEach(() => {
  fake.channels.splice(0, 9, { id: CHANNEL, name: 'team' });
  fake.messages.length = 0;
  fake.calls.length = 0;
  fake.failures.clear();
});

/** A plan whose teams have a channel. */
function aPlanWithChannel(showsName: boolean) {
  const plan = aPlan();
  const teams = Object.entries(plan.teams).map(([id, team]) => [
    id,
    { ...team, slack: { channel: CHANNEL, showsName } },
  ]);
  return { ...plan, teams: Object.fromEntries(teams) };
}

async function aTeamLead(options: { readonly showsName?: boolean; readonly plan?: ReturnType<typeof aPlan> } = {}) {
  const plan = options.plan ?? aPlanWithChannel(options.showsName ?? false);
  const baton = await aBaton({
    plan,
    reps: [
      { id: 'kim', name: 'Kim Sand' },
      { id: 'lea', name: 'Lea Hart' },
    ],
  });
  const notices = new InMemoryNoticeStore();
  let connected: SlackApi | undefined = api;
  const teamChannels = new SlackTeamChannels({ connect: async () => connected, reps: baton.deps.reps });
  const deps = { ...baton.deps, notices, teamChannels };
  const person = aDemoRequest();
  const id = await baton.postOne(person);
  const owner = (await baton.lead(id)).accountable ?? '';
  return {
    ...{ baton, deps, id, owner, person, notices },
    names: { kim: 'Kim Sand', lea: 'Lea Hart' } as Readonly<Record<string, string>>,
    other: owner === 'kim' ? 'lea' : 'kim',
    announce: (leadId = id) => announceAssignment(leadId, baton.now, deps),
    update: (leadId = id) => updateTeamMessages(leadId, baton.now, deps),
    disconnect: () => {
      connected = undefined;
    },
    async answer(answer: 'contacted' | 'declined') {
      const { epoch } = await baton.lead(id);
      const by = { person: owner, onlyOwn: true };
      await recordAnswer({ leadId: id, epoch, answer: { answer }, by, now: baton.now }, baton.deps);
      await baton.settle();
    },
  };
}

const inChannel = () => fake.messagesTo(CHANNEL);
const posts = () => fake.calls.filter((method) => method === 'chat.postMessage').length;

describe("the messages of assignments in a team's channel", () => {
  it('say who got the lead, and nothing of the person', async () => {
    const { update, owner, names, id, person, notices } = await aTeamLead();
    expect(await update()).toEqual({ changed: 0 });
    const [message] = inChannel();
    if (!message) throw new Error('no message');
    expect(inChannel()).toHaveLength(1);
    const shown = `${message.text} ${shownIn(message)}`;
    expect(shown).toContain(`${names[owner]} got a lead.`);
    expect(shown).toMatch(/First answer due: .*Wants: demo request.*Score: /);
    expect(shown).toContain(id);
    for (const value of Object.values(person).filter((one) => typeof one === 'string' && one.includes('@')))
      expect(shown).not.toContain(value);
    expect(message.blocks.some(({ type }) => type === 'actions')).toBe(false);
    expect(await notices.list(id)).toMatchObject([
      { id: `${id}.1.team`, to: owner, status: 'sent', attempts: [{ channel: 'team_channel', outcome: 'sent' }] },
    ]);
  });

  it("show the person's name if the team wants it, until the lead has moved on", async () => {
    const { update, answer, deps, id } = await aTeamLead({ showsName: true });
    const name = (await deps.leads.person(id))?.name ?? '';
    await update();
    expect(inChannel()[0]?.text).toContain(name);
    await answer('contacted');
    await update();
    expect(shownIn(inChannel()[0] ?? { blocks: [] })).toContain(name);
    await answer('declined');
    await update();
    expect(shownIn(inChannel()[0] ?? { blocks: [] })).not.toContain(name);
  });

  it('are posted once, whatever repeats', async () => {
    const { update } = await aTeamLead();
    await Promise.all([update(), update(), update()]);
    await update();
    expect(posts()).toBe(1);
  });

  it('change in place as the lead moves on, and the next assignment has its own', async () => {
    const { update, answer, owner, other, names } = await aTeamLead();
    await update();
    await answer('declined');
    await update();
    expect(inChannel().map(({ text }) => text)).toEqual([`${names[owner]} got a lead.`, `${names[other]} got a lead.`]);
    expect(shownIn(inChannel()[0] ?? { blocks: [] })).toContain(`This lead is now with ${names[other]}.`);
    expect(shownIn(inChannel()[1] ?? { blocks: [] })).toContain('First answer due');
  });

  it('are only posted, not changed, when an assignment is announced', async () => {
    const { announce, answer } = await aTeamLead();
    await announce();
    await answer('declined');
    fake.calls.length = 0;
    expect([await announce(), await announce()]).toEqual([{ changed: 0 }, { changed: 0 }]);
    expect(fake.calls).toEqual(['chat.postMessage']);
    expect(inChannel()).toHaveLength(2);
  });

  it('say that the lead was answered', async () => {
    const { update, answer } = await aTeamLead();
    await update();
    await answer('contacted');
    expect(await update()).toEqual({ changed: 1 });
    expect(shownIn(inChannel()[0] ?? { blocks: [] })).toContain('Answered');
    expect(shownIn(inChannel()[0] ?? { blocks: [] })).not.toContain('First answer due');
  });

  it('miss nothing that happens while one is posted', async () => {
    const { update, answer, deps } = await aTeamLead();
    const post = deps.teamChannels.post.bind(deps.teamChannels);
    deps.teamChannels.post = async (...args) => {
      const posted = await post(...args);
      await answer('contacted');
      return posted;
    };
    await update();
    expect(shownIn(inChannel()[0] ?? { blocks: [] })).toContain('Answered');
  });

  it.each([
    ['the app is not in it', { id: CHANNEL, name: 'team', isMember: false }, 'not_in_channel'],
    ['it is archived', { id: CHANNEL, name: 'team', isArchived: true }, 'is_archived'],
    ['it is missing', { id: 'C0OTHER1', name: 'other' }, 'channel_not_found'],
  ])('are no failure when %s, and come with the next event once it is mended', async (_, channel, because) => {
    const { update, answer } = await aTeamLead();
    fake.channels.splice(0, 9, channel);
    expect(await update()).toEqual({ changed: 0, because });
    fake.channels.splice(0, 9, { id: CHANNEL, name: 'team' });
    await answer('contacted');
    expect(await update()).toEqual({ changed: 0 });
    expect(shownIn(inChannel()[0] ?? { blocks: [] })).toContain('Answered');
  });

  it('are no failure when Slack does not answer', async () => {
    const { update } = await aTeamLead();
    fake.failures.set('chat.postMessage', 'hangs_up');
    expect(await update()).toEqual({ changed: 0, because: 'no_answer' });
    expect(await update()).toEqual({ changed: 0 });
    expect(inChannel()).toHaveLength(1);
  });

  it('are changed again when Slack did not answer', async () => {
    const { update, answer } = await aTeamLead();
    await update();
    await answer('contacted');
    fake.failures.set('chat.update', 'hangs_up');
    await expect(update()).rejects.toThrow('chat.update');
    expect(await update()).toEqual({ changed: 1 });
  });

  it('are none without a channel, without a workspace, in shadow mode, and of an unknown lead', async () => {
    const without = await aTeamLead({ plan: aPlan() });
    await without.update();
    const { update, disconnect, baton } = await aTeamLead();
    await update('lead_unknown');
    baton.deps.world.mode = 'shadow';
    await update();
    baton.deps.world.mode = 'live';
    disconnect();
    expect(await update()).toEqual({ changed: 0 });
    expect(fake.calls).toEqual([]);
  });
});
