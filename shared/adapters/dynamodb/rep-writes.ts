import type { RepId } from '../../domain/ids.ts';
import type { Rep } from '../../domain/team/rep.ts';
import type { RepChange } from '../../ports/rep-store.ts';
import type { TransactionItem } from './database.ts';
import { keys } from './keys.ts';

/** Position of the write that claims the e-mail address, if there is one. */
export const EMAIL_CLAIM = 1;

/**
 * Returns every write of a changed rep: the profile (conditional on its version), the claim on the e-mail address
 * (conditional on nobody else having it) and the end of the claim on the one before, the version and `active` flag on the
 * load, memberships that began or ended, and the pending change. The load repeats version and flag so that an
 * assignment checks only one row.
 */
export function repWrites(options: {
  readonly before: Rep | undefined;
  readonly rep: Rep;
  readonly change: RepChange;
  readonly table: string;
}): readonly TransactionItem[] {
  const { before, rep, change, table } = options;
  const joined = Object.keys(rep.teams).filter((team) => !before || !Object.hasOwn(before.teams, team));
  const left = Object.keys(before?.teams ?? {}).filter((team) => !Object.hasOwn(rep.teams, team));
  const put = (Item: Record<string, unknown>): TransactionItem => ({ Put: { TableName: table, Item } });
  return [
    { Put: { TableName: table, Item: { ...keys.rep(rep.id), ...rep }, ...versionConditionOf(before?.version) } },
    ...(rep.email === undefined ? [] : [claimEmail(rep.email, rep.id, table)]),
    ...(before?.email === undefined || before.email === rep.email
      ? []
      : [{ Delete: { TableName: table, Key: { ...keys.repEmail(before.email) } } }]),
    {
      Update: {
        TableName: table,
        Key: { ...keys.load(rep.id) },
        UpdateExpression:
          'SET #version = :version, #active = :active, #open = if_not_exists(#open, :zero), #days = if_not_exists(#days, :none)',
        ExpressionAttributeNames: { '#version': 'version', '#active': 'active', '#open': 'open', '#days': 'days' },
        ExpressionAttributeValues: { ':version': rep.version, ':active': rep.active, ':zero': 0, ':none': {} },
      },
    },
    put({ ...keys.repListEntry(rep.id) }),
    ...joined.map((team) => put({ ...keys.teamMember(team, rep.id) })),
    ...left.map(
      (team): TransactionItem => ({ Delete: { TableName: table, Key: { ...keys.teamMember(team, rep.id) } } }),
    ),
    put({ ...keys.repChange(rep.id, change.version), ...change, duePk: 'CHANGE', dueAt: change.at }),
  ];
}

function claimEmail(email: string, rep: RepId, table: string): TransactionItem {
  return {
    Put: {
      TableName: table,
      Item: { ...keys.repEmail(email), rep },
      ConditionExpression: 'attribute_not_exists(pk) OR #rep = :rep',
      ExpressionAttributeNames: { '#rep': 'rep' },
      ExpressionAttributeValues: { ':rep': rep },
    },
  };
}

function versionConditionOf(version: number | undefined) {
  if (version === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  };
}
