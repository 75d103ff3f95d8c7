import { emailKindOf, readEmails, registrableDomainOf, websiteDomainOf } from '../enrichment/email.ts';
import type { Person } from '../intake/submission.ts';

/**
 * Returns the registrable domain of a company from a host (`mail.acme.co.uk`), an email address or a URL
 * (`https://www.acme.co.uk/about`). Undefined when there is none, and for free or disposable email domains, which say
 * nothing about a person's employer.
 */
export function companyDomainOf(text: string): string | undefined {
  const domain = registrableDomainOf(text);
  if (domain === undefined) return undefined;
  const kind = emailKindOf({ address: `x@${domain}`, local: 'x', domain });
  return kind === 'free' || kind === 'disposable' ? undefined : domain;
}

/**
 * Returns the company domains of a person: that of the email address first, then that of the website. A page on a host
 * where everybody has one, such as a network, says nothing about the company.
 */
export function personCompanyDomainsOf({ email, website }: Person): readonly string[] {
  const mailbox = email === undefined ? undefined : readEmails(email)[0]?.domain;
  const site = website === undefined ? undefined : websiteDomainOf(website);
  const found = [mailbox, site].flatMap((text) => (text === undefined ? [] : (companyDomainOf(text) ?? [])));
  return [...new Set(found)];
}
