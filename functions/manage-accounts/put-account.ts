import { type accountRoutes, toAccountView } from '../../shared/api/accounts.ts';
import type { Account } from '../../shared/domain/accounts/account.ts';
import { loadParentAccounts } from '../../shared/domain/accounts/account-features.ts';
import { type Problem, problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

type SaveAccountDeps = Pick<Deps, 'accounts'>;

/** `PUT /v1/accounts/{id}`: creates or replaces an account. */
export const putAccount: RouteHandler<typeof accountRoutes.putAccount, SaveAccountDeps> = async (
  { params, body, log },
  deps,
) => {
  const before = await deps.accounts.get(params.id);
  const account: Account = { ...body, id: params.id, version: (before?.version ?? 0) + 1 };
  const wrong = await checkParent(account, deps);
  if (wrong) return wrong;
  const saved = await deps.accounts.save(account);
  switch (saved.outcome) {
    case 'done':
      log.info('change_made', { outcome: 'account_saved' });
      return { status: before ? 200 : 201, body: toAccountView(account) };
    case 'claimed':
      return problem('conflict', 'One of the domains belongs to another account.');
    case 'stale':
      return problem('conflict', 'Somebody else changed this account at the same moment. Load and try again.');
  }
};

/** Returns a problem if the parent does not exist or the account would be above itself. */
async function checkParent(account: Account, deps: SaveAccountDeps): Promise<Problem<'validation-failed'> | undefined> {
  if (account.parent === undefined) return undefined;
  const parent = account.parent === account.id ? undefined : await deps.accounts.get(account.parent);
  const above = parent ? await loadParentAccounts(parent, (id) => deps.accounts.get(id)) : [];
  if (parent && above.every(({ id }) => id !== account.id)) return undefined;
  return problem('validation-failed', 'See `errors` for the invalid fields.', {
    errors: [{ in: 'body', field: '/parent', expected: 'the id of another account that is not below this one' }],
  });
}
