import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderLocalPage, serveLocalPages } from '../../../cli/fakes/local-pages.ts';

describe('pages on this machine', () => {
  let served: Awaited<ReturnType<typeof serveLocalPages>>;
  const posted: string[] = [];
  beforeAll(async () => {
    served = await serveLocalPages(({ method, path, form }) => {
      if (path === '/broken') throw new Error('broken');
      if (method === 'POST') posted.push(String(form));
      return renderLocalPage('<b>Page</b>', { html: '<p>Hello</p>' }, { live: true });
    });
  });
  afterAll(() => served.close());

  /** Node's `fetch` does not let anybody set the host. */
  const send = (options: {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: object;
    readonly body?: string;
  }) =>
    new Promise<number>((resolve, reject) => {
      const { method = 'GET', path = '/', headers = {}, body } = options;
      const sent = request(new URL(path, served.url), { method, headers: { ...headers } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.end(body);
    });

  it('are served on this machine alone, run nothing, and load themselves again', async () => {
    expect(new URL(served.url).hostname).toBe('127.0.0.1');
    const answer = await fetch(served.url);
    expect(await answer.text()).toMatch(/<h1>&lt;b&gt;Page&lt;\/b&gt;<\/h1>\s*<p>Hello<\/p>/);
    expect(answer.headers.get('refresh')).toBe('2');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('takes a form that was posted from one of them', async () => {
    expect((await fetch(served.url, { method: 'POST', body: 'a=1' })).status).toBe(200);
    const { origin } = new URL(served.url);
    expect(await send({ method: 'POST', headers: { origin }, body: 'b=2' })).toBe(200);
    expect(posted).toEqual(['a=1', 'b=2']);
  });

  it.each([
    ['from another site', { method: 'POST', headers: { origin: 'https://evil.example' } }, 403],
    ['from a page without an origin', { method: 'POST', headers: { origin: 'null' } }, 403],
    ['to another host', { headers: { host: 'evil.example' } }, 421],
    ['by another method', { method: 'DELETE' }, 405],
    ['with a damaged path', { path: '/%ff' }, 400],
    ['larger than any form', { method: 'POST', body: 'x'.repeat(64 * 1024 + 1) }, 413],
    ['that fails', { path: '/broken' }, 502],
  ])('refuses what comes %s', async (_, options, status) => {
    const before = posted.length;
    expect(await send(options)).toBe(status);
    expect(posted).toHaveLength(before);
  });
});
