import { CALLBACK } from './code-flow.ts';

const MAX_STEPS = 10;

/**
 * Signs in without a browser: follows redirects and keeps cookies until the provider sends us back. Works where the
 * provider asks nothing, as the local one does for a person it knows. @returns the address it came back to
 */
export async function followRedirects(start: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(start);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const text of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null)
      throw new Error('The local sign-in does not know this person. Names are in examples/reps.yaml.');
    url = new URL(location, url);
    if (url.href.startsWith(CALLBACK.url)) return url;
  }
  throw new Error('The sign-in does not come to an end.');
}
