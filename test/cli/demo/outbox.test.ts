import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderOutbox, startOutbox } from '../../../cli/demo/outbox.ts';
import { readSentMails } from '../../../cli/demo/sent-mails.ts';

const MAIL = {
  MessageId: 'm1',
  To: ['kim@acme.example'],
  Subject: 'Lead: <b>Nora</b>',
  BodyText: 'Hello Kim',
  BodyHtml: '<p>Hello <b>Kim</b></p>',
  Timestamp: 1_795_424_403,
};

describe('the outbox', () => {
  it('lists what was sent, newest first, and shows subjects as text', () => {
    const { status, body } = renderOutbox([MAIL, { ...MAIL, Subject: 'Later' }], '/');
    expect(status).toBe(200);
    expect(body.indexOf('Later')).toBeLessThan(body.indexOf('Lead: &lt;b&gt;Nora'));
    expect(renderOutbox([], '/').body).toContain('No mail was sent yet.');
  });

  it('shows a mail as HTML that may run and load nothing, and as text', () => {
    const page = renderOutbox([MAIL], '/0.html');
    expect(page.body).toBe(MAIL.BodyHtml);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
    expect(renderOutbox([MAIL], '/0.txt').body).toBe('Hello Kim');
  });

  it('knows no other pages', () => {
    expect(renderOutbox([MAIL], '/1.html').status).toBe(404);
  });
});

describe('the server of the outbox', () => {
  const cloud = createServer((request, response) => {
    response.writeHead(request.url === '/_ministack/ses/messages' ? 200 : 404);
    response.end(JSON.stringify({ messages: { '000000000000': [MAIL] } }));
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((ready) => cloud.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`;
  });
  afterAll(() => cloud.close());

  it('reads the mails that the local cloud keeps', async () => {
    expect(await readSentMails(url)).toEqual([MAIL]);
    const outbox = await startOutbox(url);
    expect(await (await fetch(`${outbox.url}0.txt`)).text()).toBe('Hello Kim');
    await outbox.close();
  });

  it('says when the cloud does not answer', async () => {
    const outbox = await startOutbox('http://127.0.0.1:1');
    expect((await fetch(outbox.url)).status).toBe(502);
    await outbox.close();
  });
});
