import { dayOfObservation, decisionOf } from '../../domain/shadow/shadow-mode.ts';
import type { LeadChange } from '../../ports/lead-store.ts';
import { keys } from './keys.ts';
import type { Write } from './load-writes.ts';

/**
 * Returns the writes for a lead in shadow mode: its row is created on receipt and updated with the decision.
 * Unconditional, because the lead's version already decides who writes.
 */
export function observationWrites(change: LeadChange, table: string): readonly Write[] {
  const { before, after } = change;
  if (after.observed !== true) return [];
  const guard = { guards: 'nothing' } as const;
  const key = keys.observation(dayOfObservation(after), after.id);
  if (!before) {
    const Item = { ...key, lead: after.id, receivedAt: after.receivedAt };
    return [{ guard, item: { Put: { TableName: table, Item } } }];
  }
  const ours = decisionOf(change);
  if (!ours) return [];
  const Update = {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET ours = :ours',
    ExpressionAttributeValues: { ':ours': ours },
  };
  return [{ guard, item: { Update } }];
}
