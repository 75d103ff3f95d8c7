import { batonDecisionOf, shadowDayOf } from '../../domain/shadow/shadow-mode.ts';
import type { LeadChange } from '../../ports/lead-store.ts';
import { keys } from './keys.ts';
import type { GuardedWrite } from './load-writes.ts';

/**
 * Returns the writes for a lead in shadow mode: its row is created on receipt and updated with the decision.
 * Unconditional, because the lead's version already decides who writes.
 */
export function shadowWrites(change: LeadChange, table: string): readonly GuardedWrite[] {
  const { before, after } = change;
  if (after.shadow !== true) return [];
  const guard = { guards: 'nothing' } as const;
  const key = keys.observation(shadowDayOf(after), after.id);
  if (!before) {
    const Item = { ...key, lead: after.id, receivedAt: after.receivedAt };
    return [{ guard, item: { Put: { TableName: table, Item } } }];
  }
  const baton = batonDecisionOf(change);
  if (!baton) return [];
  const Update = {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET baton = :baton',
    ExpressionAttributeValues: { ':baton': baton },
  };
  return [{ guard, item: { Update } }];
}
