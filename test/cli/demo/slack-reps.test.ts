import { afterEach, expect, it } from 'vitest';
import { answerInSlack, readLeadMessage } from '../../../cli/demo/slack-reps.ts';
import { memberOf } from '../../functions/handle-slack/slack-desk.ts';
import { aSlackApp } from '../fakes/slack/a-slack-app.ts';

const REPS = new Map(['kim', 'lea'].map((rep) => [memberOf(rep), rep]));
const QUICKLY = { retryDelayMilliseconds: 1 };
let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

async function aMessage() {
  const app = await aSlackApp();
  close = app.close;
  const lead = await app.aLead();
  return { ...app, lead, stage: async () => (await app.baton.lead(lead.id)).stage };
}

it('reads who has which lead from a message with buttons', async () => {
  const { lead } = await aMessage();
  const read = readLeadMessage(lead.message, REPS);
  expect(read).toMatchObject({ occasion: 'assigned', to: lead.owner, lead: lead.id, epoch: 1 });
  expect(read?.email).toMatch(/@.*\.example$/);
});

it('ignores a message without buttons, and one to somebody unknown', async () => {
  const { lead } = await aMessage();
  const blocks = lead.message.blocks.filter(({ type }) => type !== 'actions');
  expect(readLeadMessage({ ...lead.message, blocks }, REPS)).toBeUndefined();
  expect(readLeadMessage(lead.message, new Map())).toBeUndefined();
});

it('presses a button, and another one that the message has only then', async () => {
  const { lead, window, stage } = await aMessage();
  const answer = answerInSlack(lead.message, window, QUICKLY);
  await answer('contacted', {});
  expect(await stage()).toMatchObject({ state: 'working' });
  await answer('converted', {});
  expect(await stage()).toMatchObject({ state: 'closed', outcome: 'converted' });
});

it('presses again when Baton did not answer', async () => {
  const { lead, window, stage, fake } = await aMessage();
  const postOnce = window.press.bind(window);
  let failures = 2;
  window.press = async (...pressed) => {
    failures -= 1;
    if (failures >= 0) throw new Error('no answer');
    return postOnce(...pressed);
  };
  await answerInSlack(lead.message, window, QUICKLY)('contacted', {});
  expect(await stage()).toMatchObject({ state: 'working' });
  expect(fake.messages).toHaveLength(1);
});

it('fills in the form that a button opens', async () => {
  const { lead, window, baton } = await aMessage();
  const answer = answerInSlack(lead.message, window, QUICKLY);
  await expect(answer('disqualified', {})).rejects.toThrow('the form for disqualified was not taken: reason');
  await answer('misrouted', { reason: 'territory' });
  expect(await baton.eventTypesOf(lead.id)).toContain('LeadMisrouted');
});
