import { emailKind, normaliseEmail, registrableDomain } from '../enrichment/email.ts';
import type { Person } from '../intake/submission.ts';

/**
 * The registrable domain of a company: of `mail.acme.co.uk`, of an address there, of `https://www.acme.co.uk/about`. Undefined when
 * there is none, and when anybody can have a mailbox there: then it says nothing about who somebody works for.
 */
export function companyDomain(text: string): string | undefined {
  const domain = registrableDomain(text);
  if (domain === undefined) return undefined;
  const kind = emailKind({ address: `x@${domain}`, local: 'x', domain });
  return kind === 'free' || kind === 'disposable' ? undefined : domain;
}

/** The company domains that a person shows, that of their mailbox first, then that of their website. */
export function companyDomainsOf({ email, website }: Person): readonly string[] {
  const mailbox = email === undefined ? undefined : normaliseEmail(email)?.domain;
  const found = [mailbox, website].flatMap((text) => (text === undefined ? [] : (companyDomain(text) ?? [])));
  return [...new Set(found)];
}
