import { ACCOUNT_STATUSES, type Account, MAX_KEYS_PER_KIND } from '../domain/accounts/account.ts';
import { companyDomainOf } from '../domain/accounts/company-domain.ts';
import * as z from '../domain/lazy-zod.ts';
import type { Lead } from '../domain/lead/lead.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { LeadSummary } from './lead-view.ts';
import { leadIdField, nameField, pageFields, textField } from './values.ts';

const MAX_DECISION_BYTES = 16 * 1024;

const companyDomainField = z
  .string()
  .max(253)
  .transform((said, context) => {
    const registrable = companyDomainOf(said);
    if (registrable !== undefined) return registrable;
    context.addIssue({ code: 'custom', message: 'company domain such as acme.example; no free-mail domains' });
    return z.NEVER;
  });
const dedupe = (list: readonly string[]) => [...new Set(list)];

/** An account as the CRM has it. The path contains the id; the version is Baton's own. */
const AccountBody = z
  .strictObject({
    name: textField(200),
    domains: z.array(companyDomainField).max(MAX_KEYS_PER_KIND).transform(dedupe).default([]),
    aliases: z.array(textField(200)).max(MAX_KEYS_PER_KIND).transform(dedupe).default([]),
    parent: nameField.optional().describe('Parent account.'),
    owner: nameField.optional(),
    csm: nameField.optional(),
    status: z.enum(ACCOUNT_STATUSES).default('prospect'),
    openDeal: z.boolean().default(false),
    dealOwner: nameField.optional(),
    segment: nameField.optional(),
    externalIds: z
      .record(nameField, textField(200))
      .default({})
      .describe('Ids in other systems, `{ "hubspot": "4711" }`.'),
  })
  .meta({ id: 'AccountBody' });

const AccountView = z
  .object({
    id: z.string(),
    name: z.string(),
    domains: z.array(z.string()).readonly(),
    aliases: z.array(z.string()).readonly(),
    parent: z.string().optional(),
    owner: z.string().optional(),
    csm: z.string().optional(),
    status: z.enum(ACCOUNT_STATUSES),
    openDeal: z.boolean(),
    dealOwner: z.string().optional(),
    segment: z.string().optional(),
    externalIds: z.record(z.string(), z.string()),
    version: z.int(),
  })
  .meta({ id: 'Account' });

const AccountParams = z.object({ id: nameField });

const AccountReview = z
  .object({ lead: LeadSummary, account: z.string().describe('Account suggested by the company name.') })
  .meta({ id: 'AccountReview' });

/** The account of a lead, decided by a person. */
const AccountDecision = z
  .strictObject({ account: nameField.nullable().describe('null: none of the known accounts.') })
  .meta({ id: 'AccountDecision' });

/** Routes about accounts. */
export const accountRoutes = {
  decideAccount: defineRoute({
    method: 'PUT',
    path: '/v1/leads/{id}/account',
    summary: 'Set the account of a lead; the system never changes it, and a lead without an owner is routed again',
    roles: rolesFor('decideAccount'),
    params: z.object({ id: leadIdField }),
    body: AccountDecision,
    maxBodyBytes: MAX_DECISION_BYTES,
    replies: { 200: LeadSummary },
    problems: ['not-found', 'conflict'],
  }),

  listAccountReviews: defineRoute({
    method: 'GET',
    path: '/v1/accounts/reviews',
    summary: 'List open leads whose account is only suggested by the company name, oldest first, in pages',
    roles: rolesFor('listAccountReviews'),
    query: z.strictObject({ ...pageFields }),
    replies: {
      200: z
        .object({
          reviews: z.array(AccountReview).readonly(),
          cursor: z.string().optional().describe('Pass it for the next page; absent on the last.'),
        })
        .meta({ id: 'AccountReviewPage' }),
    },
  }),

  findAccount: defineRoute({
    method: 'GET',
    path: '/v1/accounts',
    summary: 'Find the account of a domain',
    roles: rolesFor('findAccount'),
    query: z.strictObject({ domain: z.string().min(1).max(253).describe('Domain of an e-mail address or a website.') }),
    replies: { 200: AccountView },
    problems: ['not-found'],
  }),

  getAccount: defineRoute({
    method: 'GET',
    path: '/v1/accounts/{id}',
    summary: 'Get an account',
    roles: rolesFor('getAccount'),
    params: AccountParams,
    replies: { 200: AccountView },
    problems: ['not-found'],
  }),

  putAccount: defineRoute({
    method: 'PUT',
    path: '/v1/accounts/{id}',
    summary: 'Create or replace an account; a domain belongs to one account only',
    roles: rolesFor('putAccount'),
    params: AccountParams,
    body: AccountBody,
    replies: { 200: AccountView, 201: AccountView },
    problems: ['conflict'],
  }),
} as const;

/** An account as the API shows it. */
export function toAccountView(account: Account): z.input<typeof AccountView> {
  return account;
}

/** Returns the account suggested for a lead; undefined if there is none. */
export function suggestedAccountOf({ account }: Lead): string | undefined {
  return account?.isCertain === false ? account.account : undefined;
}
