import { type accountRoutes, toAccountView } from '../../shared/api/accounts.ts';
import { companyDomainOf } from '../../shared/domain/accounts/company-domain.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

type ShowDeps = Pick<Deps, 'accounts'>;

/** `GET /v1/accounts/{id}`. */
export const getAccount: RouteHandler<typeof accountRoutes.getAccount, ShowDeps> = async ({ params }, deps) => {
  const account = await deps.accounts.get(params.id);
  return account
    ? { status: 200, body: toAccountView(account) }
    : problem('not-found', 'There is no account with this id.');
};

/** `GET /v1/accounts?domain=`: the domain of a free mailbox provider belongs to no account. */
export const findAccount: RouteHandler<typeof accountRoutes.findAccount, ShowDeps> = async ({ query }, deps) => {
  const domain = companyDomainOf(query.domain);
  const account = domain === undefined ? undefined : await deps.accounts.byDomain(domain);
  return account ? { status: 200, body: toAccountView(account) } : problem('not-found', 'No account has this domain.');
};
