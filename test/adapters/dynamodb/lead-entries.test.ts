import { describe, expect, it } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { keys } from '../../../shared/adapters/dynamodb/keys.ts';
import { leadToRows } from '../../../shared/adapters/dynamodb/lead-rows.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import { type Lead, workItemOf } from '../../../shared/domain/lead/lead.ts';
import { aLead } from '../../support/builders/lead.ts';
import { assignToRep, receiveLead } from '../../support/builders/moves.ts';
import { aCancelledTransaction, aRetryPolicyWithoutWaits, aScriptedClient, aServiceError } from './scripted-client.ts';

const TABLES = { leads: 'leads', reps: 'reps' };
const QUEUED = aLead('queued');
const ENTRY = { lead: QUEUED.id, workItem: workItemOf(QUEUED) ?? fail('a queued lead has a work item') };

function fail(message: string): never {
  throw new Error(message);
}

function aTable(...script: Parameters<typeof aScriptedClient>) {
  const { client, asked } = aScriptedClient(...script);
  const removed = () => asked.filter(({ name }) => name === 'DeleteCommand').map(({ input }) => input);
  return {
    leads: new LeadTable({ db: new Database(client, aRetryPolicyWithoutWaits()), tables: TABLES }),
    asked,
    removed,
  };
}

/** A table with an entry of a queue that was written for this version, and its lead as it is now. */
function aTableWith(version: number | undefined, lead: Lead) {
  const state = leadToRows({ after: lead, event: receiveLead().event }).state;
  return aTable({ Item: { ...keys.workItem(QUEUED.id, ENTRY.workItem), version } }, { Items: [state] }, {});
}

const assigned = (version: number): Lead => ({ ...assignToRep(QUEUED).after, version });

describe('an entry of a queue', () => {
  it('is removed when its lead has passed the transition that it was written for, if nobody wrote it again', async () => {
    for (const version of [2, 3]) {
      const { leads, removed } = aTableWith(2, assigned(version));
      await leads.removeUntrueEntries([ENTRY]);
      expect(removed()).toMatchObject([
        {
          Key: keys.workItem(QUEUED.id, ENTRY.workItem),
          ConditionExpression: '#version = :version',
          ExpressionAttributeValues: { ':version': 2 },
        },
      ]);
    }
  });

  it('stays while a writer may be about to make it true', async () => {
    const { leads, removed } = aTableWith(4, assigned(3));
    await leads.removeUntrueEntries([ENTRY]);
    expect(removed()).toEqual([]);
  });

  it('stays while it is true, and when it is gone already', async () => {
    for (const table of [aTableWith(2, QUEUED), aTableWith(undefined, assigned(3))]) {
      await table.leads.removeUntrueEntries([ENTRY]);
      expect(table.removed()).toEqual([]);
    }
  });

  it('is written before its lead is in the queue, never over a later one, and removed after, never a later one', async () => {
    const { leads, asked, removed } = aTable({});
    await leads.commit({ transitions: [assignToRep(QUEUED)] });
    const [{ Key, ConditionExpression, ExpressionAttributeValues } = fail('nothing was removed')] = removed();
    expect(Key).toEqual(keys.workItem(QUEUED.id, ENTRY.workItem));
    expect(ConditionExpression).toBe('attribute_not_exists(#version) OR #version < :version');
    expect(ExpressionAttributeValues).toEqual({ ':version': QUEUED.version + 1 });
    const names = asked.map(({ name }) => name);
    expect(names.indexOf('DeleteCommand')).toBeGreaterThan(names.indexOf('TransactWriteCommand'));
  });

  it('stays when the transition that ends it is refused', async () => {
    const { leads, removed } = aTable({}, aCancelledTransaction({ Code: 'ConditionalCheckFailed' }), {});
    expect(await leads.commit({ transitions: [assignToRep(QUEUED)] })).toMatchObject({ outcome: 'stale' });
    expect(removed()).toEqual([]);
  });

  it('that cannot be removed spoils no commit', async () => {
    const { leads } = aTable({}, {}, aServiceError('AccessDeniedException'));
    expect(await leads.commit({ transitions: [assignToRep(QUEUED)] })).toEqual({ outcome: 'done' });
  });
});
