import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSesClient, SesMailer } from '../../../shared/adapters/ses/ses-mailer.ts';

const MAIL = {
  to: 'kim@acme.example',
  subject: 'Lead: Nora Lind\r\nBcc: all@acme.example',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: { References: '<lead_1@lead.baton.invalid>' },
  tags: { lead: 'lead_1' },
};
const requests: unknown[] = [];
let answer: { readonly status: number; readonly error?: string } = { status: 200 };
/** Answers as SES does. */
const ses = createServer(async (request, response) => {
  requests.push(JSON.parse(await text(request)));
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    ...(answer.error && { 'x-amzn-errortype': answer.error }),
  });
  response.end(JSON.stringify(answer.error ? { message: 'about kim@acme.example' } : { MessageId: 'mail-1' }));
});
let mailer: SesMailer;
beforeAll(async () => {
  await new Promise<void>((ready) => ses.listen(0, '127.0.0.1', ready));
  const client = createSesClient({
    endpoint: `http://127.0.0.1:${(ses.address() as AddressInfo).port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  mailer = new SesMailer({ client, sender: { from: 'Baton <leads@acme.example>', configurationSet: 'mails' } });
});
afterAll(() => ses.close());

describe('SES', () => {
  it('gets each part of a mail as a field of its own, so that it builds the headers', async () => {
    answer = { status: 200 };
    expect(await mailer.send(MAIL)).toEqual({ outcome: 'sent', id: 'mail-1' });
    expect(requests.at(-1)).toEqual({
      FromEmailAddress: 'Baton <leads@acme.example>',
      Destination: { ToAddresses: ['kim@acme.example'] },
      ConfigurationSetName: 'mails',
      EmailTags: [{ Name: 'lead', Value: 'lead_1' }],
      Content: {
        Simple: {
          Subject: { Data: MAIL.subject, Charset: 'UTF-8' },
          Body: { Html: { Data: MAIL.html, Charset: 'UTF-8' }, Text: { Data: MAIL.text, Charset: 'UTF-8' } },
          Headers: [{ Name: 'References', Value: '<lead_1@lead.baton.invalid>' }],
        },
      },
    });
  });

  it.each([
    ['MessageRejected', 'rejected'],
    ['BadRequestException', 'invalid_address'],
    ['MailFromDomainNotVerifiedException', 'sender_not_verified'],
  ])('refuses a mail for good with %s', async (error, because) => {
    answer = { status: 400, error };
    expect(await mailer.send(MAIL)).toEqual({ outcome: 'refused', because });
  });

  it.each([
    [429, 'TooManyRequestsException'],
    [400, 'SendingPausedException'],
    [403, 'AccessDeniedException'],
    [503, 'ServiceUnavailable'],
  ])('may take a mail later after %i %s, and the error names no address', async (status, error) => {
    answer = { status, error };
    await expect(mailer.send(MAIL)).rejects.toThrow(new Error(`the mail was not sent: ${error}`));
  });
});
