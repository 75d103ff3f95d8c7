import * as z from '../domain/lazy-zod.ts';

/** The URL of a person's own webhook. */
export const webhookAddress = z
  .string()
  .max(2000)
  .refine(isPublicUrl, 'URL that begins with https:// and a host name')
  .describe('URL that receives signed webhooks: https and a public host name.');

/**
 * Whether a URL may be a person's own address. It is called from inside the account, so it must not name a machine
 * there: no IP address, no local name.
 */
function isPublicUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username || url.password) return false;
  return z.regexes.domain.test(url.hostname);
}
