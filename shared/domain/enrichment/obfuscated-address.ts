import { FREE_MAIL_BRANDS } from './mail-providers.ts';

/** `(at)`, `[at]`, `{at}`, `<at>`, and the same with `dot`: nobody writes these for another reason. */
const BRACKETED = /[([{<]\s*(?:at|ät|arroba|arobase|dot|punkt|punto|point)\s*[)\]}>]/iu;

/** `ada at acme dot example`, `ada_at_acme-dot-example`. */
const SPELLED_OUT = /[\p{L}\d][\s_-]+at[\s_-]+[\p{L}\d-]{1,63}?[\s_-]+dot[\s_-]+\p{L}{2,}/iu;

/** `ada.north at acme.example`: no word of a sentence before the `at` looks like this. */
const MAILBOX_AT_HOST = /[\p{L}\d][._+\d][\p{L}\d._+-]*\s+at\s+[\p{L}\d-]{1,63}\.\p{L}{2,}/iu;

/** `ada at gmail.com`; whereas `CEO at acme.example` says where somebody works. */
const WORD_AT_HOST = /[\p{L}\d]\s+at\s+([\p{L}\d-]{1,63})\.\p{L}{2,}/giu;

/** Whether a text, in Unicode's compatibility form, may spell out an e-mail address for people to read. */
export function hasObfuscatedAddress(text: string): boolean {
  return (
    BRACKETED.test(text) ||
    SPELLED_OUT.test(text) ||
    MAILBOX_AT_HOST.test(text) ||
    [...text.matchAll(WORD_AT_HOST)].some(([, host = '']) => FREE_MAIL_BRANDS.has(host.toLowerCase()))
  );
}
