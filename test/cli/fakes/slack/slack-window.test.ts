import { afterEach, expect, it } from 'vitest';
import { memberOf } from '../../../functions/handle-slack/slack-desk.ts';
import { type AnsweredCall, aSlackApp } from './a-slack-app.ts';

let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

/** A workspace whose app treats its answers like this, with what each call said about being sent again. */
async function aWindow(answering: (call: AnsweredCall, nth: number) => void) {
  const retries: (readonly (string | undefined)[])[] = [];
  const app = await aSlackApp({
    answerWithinMilliseconds: 100,
    answering: (call) => {
      retries.push([call.headers['x-slack-retry-num'], call.headers['x-slack-retry-reason']]);
      answering(call, retries.length);
    },
  });
  close = app.close;
  const lead = await app.aLead();
  const press = (answer: string) => app.window.press(lead.message, answer, memberOf(lead.owner));
  const typesOf = () => app.baton.eventTypesOf(lead.id);
  return { app, lead, press, typesOf, retries };
}

const FIRST = [undefined, undefined];

it.each([
  ['does not come in time', 'http_timeout', () => undefined],
  ['is a 502', 'http_error', ({ send }: AnsweredCall) => send(502)],
] as const)('sends a press again when the answer %s, and it does nothing twice', async (_, reason, failing) => {
  const { app, lead, press, typesOf, retries } = await aWindow((call, nth) => (nth <= 2 ? failing(call) : call.send()));
  await press('contacted');
  expect(retries).toEqual([FIRST, ['1', reason], ['2', reason]]);
  const { contacts, stage } = await app.baton.lead(lead.id);
  expect([contacts.length, stage.state]).toEqual([1, 'working']);
  expect((await typesOf()).filter((type) => type === 'FirstResponseMade')).toHaveLength(1);
});

it('opens one form and gives a lead away once, however often the calls are sent', async () => {
  const { app, lead, press, typesOf } = await aWindow(({ send }, nth) => send(nth % 2 === 1 ? 500 : undefined));
  const form = await press('misrouted');
  if (!form) throw new Error('no form was opened');
  expect(app.fake.views).toHaveLength(1);
  await app.window.submit(form, { reason: 'territory' });
  expect((await typesOf()).filter((type) => type === 'LeadMisrouted')).toHaveLength(1);
  expect((await app.baton.lead(lead.id)).previousHolders).toEqual([lead.owner]);
});

it('gives up after three more calls, and sends nothing again that was refused', async () => {
  const down = await aWindow(({ send }) => send(503));
  await expect(down.press('contacted')).rejects.toThrow('503');
  expect(down.retries).toHaveLength(4);
  await close?.();
  const refusing = await aWindow(({ send }) => send(401));
  await expect(refusing.press('contacted')).rejects.toThrow('401');
  expect(refusing.retries).toEqual([FIRST]);
});
