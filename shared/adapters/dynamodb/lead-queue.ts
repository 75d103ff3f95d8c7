import type { TeamId } from '../../domain/ids.ts';
import { queueNameOf } from '../../domain/lead/stage.ts';
import type { Page, QueuedLead } from '../../ports/lead-store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { queryReadable } from './readable-rows.ts';
import { WorkItemRow } from './rows.ts';

/** Which part of a team's queue is wanted. `list`: the queue of an import list in it. */
export interface QueuePage {
  readonly limit: number;
  readonly cursor?: string;
  readonly list?: string;
}

/** Lists a page of a team's queue, most urgent first, then oldest. */
export async function queryQueue(
  db: Database,
  { table, team, limit, cursor, list }: QueuePage & { readonly table: string; readonly team: TeamId },
): Promise<Page<QueuedLead>> {
  const pk = `QUEUE#${queueNameOf({ team, importList: list })}`;
  const readable = await queryReadable(
    db,
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ...(cursor && { ExclusiveStartKey: { pk, sk: decodeCursor(cursor, /^[0-3]#[^#]+#.+$/) } }),
    },
    limit + 1,
    WorkItemRow,
  );
  const items = readable.slice(0, limit);
  const last = readable.length > limit ? items.at(-1) : undefined;
  return { items, ...(last && { cursor: encodeCursor(keys.workItem(last.lead, last.workItem).sk) }) };
}
