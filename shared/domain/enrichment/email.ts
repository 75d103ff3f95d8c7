import { parse } from 'tldts';
import { cleanText } from '../intake/clean-text.ts';
import { DISPOSABLE_MAIL_DOMAINS, FREE_MAIL_BRANDS, FREE_MAIL_DOMAINS, SHARED_MAILBOXES } from './mail-providers.ts';
import { isSharedHost } from './shared-hosts.ts';

/** An e-mail address with valid syntax. */
export interface EmailAddress {
  /** The whole address, `ada+demo@mail.acme.example`. */
  readonly address: string;
  readonly local: string;
  /** In ASCII, as mail servers use it: `xn--mller-kva.example`. */
  readonly domain: string;
}

/**
 * `free`: a mailbox anybody can get, internet providers' included. `disposable`: made to be thrown away. `role`: a
 * company mailbox that several people read, `info@`. `business`: any other address at a company's own domain.
 */
export type EmailKind = 'free' | 'disposable' | 'role' | 'business';

/**
 * Maximum lengths in characters: the address and the part before the @ (RFC 5321), and the text that is examined, which
 * may include a name.
 */
const MAX_LENGTHS = { address: 254, local: 64, typed: 500 } as const;

/**
 * Reads an address the way people type it: spaces, `mailto:`, `Ada <ada@acme.example>` and full-width letters are
 * accepted. The result is lower case: RFC 5321 lets case matter before the @, but in practice it never does. A `+`
 * suffix is kept: it is part of the address, and CRMs tell people apart by it. Undefined if it is not an address.
 */
export function normaliseEmail(text: string): EmailAddress | undefined {
  if (text.length > MAX_LENGTHS.typed) return undefined;
  const typed = cleanText(text.normalize('NFKC')).replace(/^mailto:/i, '');
  const bare = (/<([^<>]*)>\s*$/.exec(typed)?.[1] ?? typed)
    .trim()
    .replace(/[.,;:]+$/, '')
    .toLowerCase();
  const at = bare.lastIndexOf('@');
  const local = bare.slice(0, Math.max(at, 0));
  const domain = toAsciiDomain(bare.slice(at + 1));
  if (domain === undefined || !isLocalPart(local)) return undefined;
  const address = `${local}@${domain}`;
  return address.length > MAX_LENGTHS.address ? undefined : { address, local, domain };
}

/** What people put between several addresses in one field. */
const ADDRESS_SEPARATORS = /[\s;,|/<>()[\]"]+|:::?|\b(?:mailto|e-?mail|mail):/giu;

/**
 * Reads every address in a text, in order, each once: `uwe@x.example; uwe.g@x.example`, `E-mail: ada@acme.example`,
 * `ada@acme.example (work)`. Empty if there is none.
 */
export function readEmails(text: string): readonly EmailAddress[] {
  if (text.length > MAX_LENGTHS.typed) return [];
  const typed = cleanText(text.normalize('NFKC')).replace(/^(mailto:[^?]*)\?.*$/i, '$1');
  const whole = typed.split('@').length > 2 ? undefined : normaliseEmail(typed);
  if (whole !== undefined) return [whole];
  const found = typed.split(ADDRESS_SEPARATORS).flatMap((part) => normaliseEmail(part.replace(/^[:=]+/, '')) ?? []);
  return [...new Map(found.map((email) => [email.address, email])).values()];
}

/** Returns the kind of mailbox. */
export function emailKindOf({ local, domain }: EmailAddress): EmailKind {
  const { domain: registrable = domain, domainWithoutSuffix: brand } = parseHost(domain);
  if (includesAnyOf(DISPOSABLE_MAIL_DOMAINS, registrable, domain)) return 'disposable';
  if (includesAnyOf(FREE_MAIL_DOMAINS, registrable, domain) || (brand && FREE_MAIL_BRANDS.has(brand))) return 'free';
  return SHARED_MAILBOXES.has(local.replace(/\+.*$/, '')) ? 'role' : 'business';
}

/**
 * Returns the registrable domain in ASCII: `acme.co.uk` for `mail.eu.acme.co.uk`, for `https://www.acme.co.uk/about`
 * and for an e-mail address there. Names on a shared platform (`acme.github.io`) are kept apart. Undefined if there is
 * none.
 */
export function registrableDomainOf(host: string): string | undefined {
  return parseHost(host.trim().toLowerCase()).domain;
}

/**
 * Returns the registrable domain of a company's own website, `acme.co.uk` for `https://www.acme.co.uk/about`. Of
 * several in one field the first one counts. Undefined for a page on a host where everybody has one.
 */
export function websiteDomainOf(website: string): string | undefined {
  for (const part of website.slice(0, MAX_LENGTHS.typed).split(/[\s,;|<>()]+/)) {
    const { hostname, domain, isIp } = parse(part.toLowerCase(), { allowPrivateDomains: true });
    if (!domain || !hostname || isIp || isSharedHost(hostname)) continue;
    const own = registrableDomainOf(part);
    if (own !== undefined) return own;
  }
  return undefined;
}

/** Returns a domain's ending as it is, `uk` for `acme.co.uk`, whether it is a country code or not. */
export function topLevelDomainOf(domain: string): string {
  return domain.slice(domain.lastIndexOf('.') + 1);
}

function parseHost(host: string): { readonly domain?: string; readonly domainWithoutSuffix?: string } {
  const { domain, domainWithoutSuffix, isIp } = parse(host, { allowPrivateDomains: true });
  const ascii = domain && !isIp ? toAsciiDomain(domain) : undefined;
  return { domain: ascii, domainWithoutSuffix: domainWithoutSuffix ?? undefined };
}

function includesAnyOf(list: ReadonlySet<string>, ...names: readonly string[]): boolean {
  return names.some((name) => list.has(name));
}

function isLocalPart(local: string): boolean {
  return (
    local.length > 0 &&
    local.length <= MAX_LENGTHS.local &&
    /^[^\s@"<>(),:;\\[\]]+$/u.test(local) &&
    !/^\.|\.\.|\.$/.test(local)
  );
}

function toAsciiDomain(domain: string): string | undefined {
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(domain)) return undefined;
  const ascii = URL.parse(`http://${domain}`)?.hostname ?? '';
  const labels = ascii.split('.');
  const wellFormed = labels.length > 1 && labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label));
  return wellFormed && /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? '') ? ascii : undefined;
}
