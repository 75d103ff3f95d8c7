import type { AccountMatch } from '../enrichment/enrichment-result.ts';
import type { Features } from '../features.ts';
import type { AccountId, RepId } from '../ids.ts';
import { type Account, MAX_PARENTS } from './account.ts';
import { ownerFeaturesOf, type PossibleOwner } from './ownership.ts';

/** Who is responsible for an account: named by the account itself or else by its closest parent that names somebody. */
export interface AccountContacts {
  readonly owner?: RepId;
  readonly dealOwner?: RepId;
  readonly csm?: RepId;
}

/** Loads the known parents of an account, closest first. Stops at a missing parent or at a cycle. */
export async function loadParentAccounts(
  account: Account,
  get: (id: AccountId) => Promise<Account | undefined>,
): Promise<readonly Account[]> {
  const above: Account[] = [];
  const seen = new Set([account.id]);
  for (let { parent } = account; parent !== undefined && !seen.has(parent) && above.length < MAX_PARENTS; ) {
    seen.add(parent);
    const next = await get(parent);
    if (!next) break;
    above.push(next);
    parent = next.parent;
  }
  return above;
}

/** Returns who is responsible for an account with these parents. */
export function accountContactsOf(account: Account, above: readonly Account[]): AccountContacts {
  const chain = [account, ...above];
  const owner = chain.find((one) => one.owner !== undefined)?.owner;
  const csm = chain.find((one) => one.csm !== undefined)?.csm;
  const dealOwner = account.openDeal ? (account.dealOwner ?? owner) : undefined;
  return {
    ...(owner !== undefined && { owner }),
    ...(dealOwner !== undefined && { dealOwner }),
    ...(csm !== undefined && { csm }),
  };
}

/** Returns the features that routing can use from a lead's account. */
export function accountFeaturesOf(options: {
  readonly account: Account;
  readonly above: readonly Account[];
  readonly match: Pick<AccountMatch, 'matchedBy'>;
  readonly repOf: (id: RepId | undefined) => PossibleOwner | undefined;
}): Features {
  const { account, above: parents, match, repOf } = options;
  const { owner, dealOwner, csm } = accountContactsOf(account, parents);
  const segment = [account, ...parents].find((one) => one.segment !== undefined)?.segment;
  return {
    'account.match': match.matchedBy,
    'account.status': account.status,
    'account.open_deal': account.openDeal,
    ...(segment !== undefined && { 'account.segment': segment }),
    ...ownerFeaturesOf('account', repOf(owner)),
    ...ownerFeaturesOf('deal', repOf(dealOwner)),
    ...ownerFeaturesOf('csm', repOf(csm)),
  };
}
