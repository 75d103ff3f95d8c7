import { createServer } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchMails } from '../../../cli/demo/sent-mails.ts';
import { closeServer, listenLocally } from '../../../cli/local-server.ts';

const MAIL = { To: ['kim@acme.example'], Subject: 'Lead', BodyText: 'Hello', Timestamp: 1_795_424_403 };

describe('watchMails', () => {
  const sent: string[] = ['old'];
  const cloud = createServer((_, response) => {
    const mails = sent.map((MessageId) => ({ ...MAIL, MessageId }));
    response.end(JSON.stringify({ messages: { '000000000000': mails } }));
  });
  afterEach(() => closeServer(cloud));

  it('calls back once for each mail that is sent from now on, until it is ended', async () => {
    const ended = new AbortController();
    const seen: string[] = [];
    const url = `http://127.0.0.1:${await listenLocally(cloud)}`;
    let reads = 0;
    cloud.on('request', () => {
      reads += 1;
    });
    const options = { signal: ended.signal, intervalMilliseconds: 1 };
    const watching = watchMails(url, ({ MessageId }) => seen.push(MessageId), options);
    await vi.waitFor(() => expect(reads).toBeGreaterThan(1));
    sent.push('first', 'second');
    await vi.waitFor(() => expect(seen).toEqual(['first', 'second']));
    sent.push('third');
    await vi.waitFor(() => expect(seen).toEqual(['first', 'second', 'third']));
    ended.abort();
    await watching;
  });
});
