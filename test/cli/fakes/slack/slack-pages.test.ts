import { afterEach, expect, it } from 'vitest';
import { SlackPages, startSlackPages } from '../../../../cli/fakes/slack/slack-pages.ts';
import { memberOf } from '../../../functions/handle-slack/slack-desk.ts';
import { aSlackApp } from './a-slack-app.ts';

let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

async function somePages(options: Parameters<typeof aSlackApp>[0] = {}) {
  const app = await aSlackApp(options);
  close = app.close;
  const pages = new SlackPages(app.fake, app.window);
  const get = (path: string) => pages.answer({ method: 'GET', path, form: new URLSearchParams() });
  const post = (path: string, form: Record<string, string>) =>
    pages.answer({ method: 'POST', path, form: new URLSearchParams(form) });
  const lead = await app.aLead();
  const page = `/to/${memberOf(lead.owner)}`;
  const at = `${lead.message.channel}:${lead.message.ts}`;
  return { app, get, post, lead, page, press: (action: string) => post('/press', { message: at, action }) };
}

it('shows the messages of each person as text, whatever the lead wrote', async () => {
  const { app, get, lead, page } = await somePages();
  const [header] = lead.message.blocks;
  if (header?.type === 'header') header.text.text = '&lt;script&gt;alert(1)&lt;/script&gt; &amp; "Co"';
  expect((await get('/')).body).toContain(`<a href="${page}">`);
  const { status, body, headers } = await get(page);
  expect(status).toBe(200);
  expect(body).toContain('<h3>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;</h3>');
  expect(body).not.toContain('<script');
  expect(body).toContain('value="answer_contacted"');
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*form-action 'self'/);
  expect((await get(`/to/${memberOf(lead.other)}`)).body).toContain('No message yet.');
  expect(app.fake.messages).toHaveLength(1);
});

it('posts a pressed button as Slack does, and shows what became of the lead', async () => {
  const { app, get, lead, page, press } = await somePages();
  expect(await press('answer_contacted')).toMatchObject({ status: 303, headers: { location: page } });
  expect((await app.baton.lead(lead.id)).stage).toMatchObject({ state: 'working', owner: lead.owner });
  expect((await get(page)).body).toContain('Answered');
});

it('opens the form of an answer, says what is missing, and sends it', async () => {
  const { app, get, post, lead, page, press } = await somePages();
  const { status, headers } = await press('answer_misrouted');
  expect(status).toBe(303);
  const form = headers.location ?? '';
  expect((await get(form)).body).toMatch(/<option value="territory">.*Send it back/s);
  expect((await post(form, {})).body).toContain('Choose a reason.');
  expect(await post(form, { reason: 'territory' })).toMatchObject({ status: 303, headers: { location: page } });
  expect(await app.baton.eventTypesOf(lead.id)).toContain('LeadMisrouted');
  expect((await get(page)).body).not.toContain('E-mail');
});

it('shows in the form why an answer did not count', async () => {
  const { post, press } = await somePages();
  const form = (await press('answer_misrouted')).headers.location ?? '';
  await press('answer_declined');
  expect((await post(form, { reason: 'territory' })).body).toContain('This lead has moved on');
});

it.each(['answer_contacted', 'answer_misrouted'])('says when Baton refuses the signature of %s', async (action) => {
  const { press } = await somePages({ signingSecret: 'e'.repeat(32) });
  const { status, body } = await press(action);
  expect(status).toBe(502);
  expect(body).toContain('with 401');
});

it.each([
  ['/nowhere', {}],
  ['/form/7', { reason: 'territory' }],
  ['/press', { message: 'D1:1.1', action: 'answer_contacted' }],
])('answers 404 to a post to %s that is about nothing', async (path, form) => {
  const { post } = await somePages();
  expect((await post(path, form)).status).toBe(404);
});

it('shows the channels of teams too', async () => {
  const { app, get } = await somePages();
  app.fake.channels.push({ id: 'C0TEAM01', name: 'team' });
  expect((await get('/')).body).toContain('<a href="/to/C0TEAM01">#team</a>: 0 messages');
  expect((await get('/to/C0TEAM01')).body).toContain('Messages to #team');
});

it('knows only its own members', async () => {
  const { get } = await somePages();
  expect((await get('/to/U0NOBODY')).status).toBe(404);
});

it('runs in a browser of this machine', async () => {
  const { app, page } = await somePages();
  const served = await startSlackPages(app.fake, app.window);
  expect(await (await fetch(`${served.url.slice(0, -1)}${page}`)).text()).toContain('answer_contacted');
  await served.close();
});
