import type { Account } from '../../shared/domain/accounts/account.ts';
import { normalisedNamesOf } from '../../shared/domain/accounts/account-names.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { AccountRow } from './account-file.ts';
import type { SheetProblem } from './sheet.ts';

/** What imported accounts are checked against. */
export interface AccountContext {
  /** Stored accounts that the file leaves unchanged. */
  readonly others: readonly Account[];
  readonly reps: readonly Rep[];
}

/**
 * Finds problems across accounts: domains that two accounts claim, parents that are missing or circular, unknown reps.
 */
export function checkAccounts(filed: readonly AccountRow[], { others, reps }: AccountContext): readonly SheetProblem[] {
  const known = new Set(reps.map(({ id }) => id));
  const parents = new Map([...others, ...filed.map(({ account }) => account)].map(({ id, parent }) => [id, parent]));
  return [
    ...checkDomains(filed, others),
    ...filed.flatMap(({ line, account }): SheetProblem[] => {
      const { parent } = account;
      const people = [
        ['owner', account.owner],
        ['csm', account.csm],
        ['deal_owner', account.dealOwner],
      ] as const;
      return [
        ...(parent !== undefined && !parents.has(parent)
          ? [{ line, column: 'parent', message: `no account ${parent} exists` }]
          : []),
        ...(isOwnAncestor(account.id, parents)
          ? [{ line, column: 'parent', message: `${account.id} would be its own ancestor` }]
          : []),
        ...people.flatMap(([column, rep]) =>
          rep === undefined || known.has(rep) ? [] : [{ line, column, message: `no rep ${rep} exists` }],
        ),
      ];
    }),
  ];
}

/**
 * Returns inactive reps that accounts name. This does not block the import, but their leads follow the plan's other
 * rules.
 */
export function findInactiveOwners(filed: readonly AccountRow[], reps: readonly Rep[]): readonly string[] {
  const gone = new Set(reps.filter(({ active }) => !active).map(({ id }) => id));
  const named = filed.flatMap(({ account }) => [account.owner, account.csm, account.dealOwner]);
  return [...new Set(named.filter((rep) => rep !== undefined && gone.has(rep)))].sort() as string[];
}

/**
 * Returns normalized names shared by several accounts, at least one of them in the file; no lead is matched by such a
 * name.
 */
export function findSharedNames(filed: readonly AccountRow[], others: readonly Account[]): readonly string[] {
  const filedOnes = filed.map(({ account }) => account);
  const named = [...filedOnes, ...others].flatMap((one) =>
    normalisedNamesOf(one).map((name) => ({ name, id: one.id })),
  );
  const mine = new Set(filedOnes.map(({ id }) => id));
  return [...Map.groupBy(named, ({ name }) => name).values()]
    .filter((ones) => ones.length > 1 && ones.some(({ id }) => mine.has(id)))
    .map((ones) => ones.map(({ id }) => id).join(' = '))
    .sort();
}

function checkDomains(filed: readonly AccountRow[], others: readonly Account[]): readonly SheetProblem[] {
  const holders = new Map(others.flatMap(({ id, domains }) => domains.map((domain): [string, string] => [domain, id])));
  return filed.flatMap(({ line, account }) =>
    account.domains.flatMap((domain): SheetProblem[] => {
      const holder = holders.get(domain);
      holders.set(domain, account.id);
      return holder === undefined
        ? []
        : [{ line, column: 'domains', message: `${domain} already belongs to ${holder}` }];
    }),
  );
}

function isOwnAncestor(id: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(id); at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
