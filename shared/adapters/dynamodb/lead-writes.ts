import type { BatchDecision } from '../../domain/assignment/batch-decision.ts';
import type { Ledger } from '../../domain/assignment/fairness/ledger.ts';
import type { LeadId } from '../../domain/ids.ts';
import { TRANSITIONS } from '../../domain/lead/transitions.ts';
import { forgetsRoutedFeatures } from '../../domain/routing/routed-features.ts';
import type { Commit, KeyClaim, LeadChange } from '../../ports/lead-store.ts';
import { accountReviewWrites } from './company-writes.ts';
import { keys, type TableNames } from './keys.ts';
import { leadToRows, type StoredDetails } from './lead-rows.ts';
import { type GuardedWrite, holdAndLoadWrites } from './load-writes.ts';
import { shadowWrites } from './observation-writes.ts';
import { pack } from './packed.ts';

/**
 * Returns every write of a commit that must happen in whole or not at all. An assignment takes 2, a reassignment 3, plus
 * one per affected rep; it leaves the details of a lead alone. So 14 leads always fit into the 100 writes of a
 * transaction. More are rejected as `invalid`. What is written before and after it: lead-commit.ts.
 * @param storedDetails the details that are stored, by lead
 */
export function writesOf(
  change: Commit,
  tables: TableNames,
  storedDetails: ReadonlyMap<LeadId, StoredDetails>,
): readonly GuardedWrite[] {
  return [
    ...change.transitions.flatMap((transition) =>
      leadWrites({ ...transition, storedDetails: storedDetails.get(transition.after.id) }, tables.leads),
    ),
    ...holdAndLoadWrites(change.transitions, tables.reps),
    ...ledgerWrites(change, tables.reps),
  ];
}

function leadWrites(
  change: LeadChange & { readonly storedDetails?: StoredDetails },
  table: string,
): readonly GuardedWrite[] {
  const { after, event } = change;
  const guard = { guards: 'lead', lead: after.id, event: event.id } as const;
  const free = { guards: 'nothing' } as const;
  const { state, details } = leadToRows(change);
  const writes: GuardedWrite[] = [
    {
      guard,
      item: { Put: { TableName: table, Item: state, ...stateConditionOf(change), ...RETURN_OLD_ROW } },
    },
  ];
  if (details) writes.push({ guard: free, item: { Put: { TableName: table, Item: details } } });
  if (change.person) {
    const row = { ...keys.person(after.id), person: change.person };
    writes.push({ guard: free, item: { Put: { TableName: table, Item: row } } });
  }
  return [
    ...writes,
    ...routedFeaturesWrites(change, table),
    ...claimWrites(change, table),
    ...accountReviewWrites(change, table),
    ...shadowWrites(change, table),
  ];
}

const MUST_NOT_EXIST = { ConditionExpression: 'attribute_not_exists(pk)' } as const;
const RETURN_OLD_ROW = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

/** Requires the lead to be as the decision saw it, in a state from which the transition table allows this event. */
function stateConditionOf({ before, event }: LeadChange) {
  if (!before) return MUST_NOT_EXIST;
  const from = TRANSITIONS[event.type].filter((state) => state !== 'nothing');
  return {
    ConditionExpression: `#version = :version AND #epoch = :epoch AND #stage.#state IN (${from.map((_, at) => `:from${at}`).join(', ')})`,
    ExpressionAttributeNames: { '#version': 'version', '#epoch': 'epoch', '#stage': 'stage', '#state': 'state' },
    ExpressionAttributeValues: {
      ':version': before.version,
      ':epoch': before.epoch,
      ...Object.fromEntries(from.map((state, at) => [`:from${at}`, state])),
    },
  };
}

/** The features of the decision in force are stored once, by the transition that changes the lead's own. */
function routedFeaturesWrites(change: LeadChange, table: string): readonly GuardedWrite[] {
  const { after, routedFeatures } = change;
  const key = keys.routedFeatures(after.id);
  const guard = { guards: 'nothing' } as const;
  if (routedFeatures) return [{ guard, item: { Put: { TableName: table, Item: { ...key, ...routedFeatures } } } }];
  return forgetsRoutedFeatures(change) ? [{ guard, item: { Delete: { TableName: table, Key: { ...key } } } }] : [];
}

/** A submission counts once, so its key must be free. A key of a person may already belong to this lead. */
function claimWrites({ after, claims }: LeadChange, table: string): readonly GuardedWrite[] {
  const { submission, submissionId, persons = [], external = [] } = claims ?? {};
  const submissions = [submission, submissionId].filter((key) => key !== undefined);
  const wanted = [
    ...submissions.map((key) => ({ claim: 'submission', key, owners: [] }) as const),
    ...persons.map((claim) => ({ claim: 'person', ...allowedOwnersOf(after.id, claim) }) as const),
    ...external.map((claim) => ({ claim: 'external', ...allowedOwnersOf(after.id, claim) }) as const),
  ];
  return wanted.map(({ claim, key, owners: allowed }): GuardedWrite => {
    const condition = {
      ConditionExpression: `attribute_not_exists(pk) OR #lead IN (${allowed.map((_, at) => `:lead${at}`).join(', ')})`,
      ExpressionAttributeNames: { '#lead': 'lead' },
      ExpressionAttributeValues: Object.fromEntries(allowed.map((owner, at) => [`:lead${at}`, owner])),
    };
    const Put = {
      TableName: table,
      Item: { ...keys.claim(claim, key), lead: after.id },
      ...(allowed.length === 0 ? { ConditionExpression: 'attribute_not_exists(pk)' } : condition),
      ...RETURN_OLD_ROW,
    };
    return { guard: { guards: 'claim', claim }, item: { Put } };
  });
}

function allowedOwnersOf(lead: string, { key, releasedBy }: KeyClaim) {
  return { key, owners: [lead, ...(releasedBy === undefined ? [] : [releasedBy])] };
}

/**
 * Saves the ledger one version after the one that was read. This fences off every other writer that read the same
 * version.
 */
function ledgerWrites(change: Commit, table: string): readonly GuardedWrite[] {
  const { ledger, appliedAdjustments = [], adjustments = [] } = change;
  const guard = { guards: 'ledger' } as const;
  const writes: GuardedWrite[] = [];
  if (ledger) {
    const readVersion = ledger.version - 1;
    const condition =
      readVersion === 0
        ? MUST_NOT_EXIST
        : {
            ConditionExpression: '#version = :read',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':read': readVersion },
          };
    writes.push({
      guard,
      item: { Put: { TableName: table, Item: ledgerToRow(ledger), ...condition } },
    });
  }
  for (const id of appliedAdjustments) {
    if (!ledger) throw new Error('applied adjustments require a ledger');
    const Delete = { TableName: table, Key: { ...keys.adjustment(ledger.team, id) } };
    writes.push({ guard: { guards: 'nothing' }, item: { Delete } });
  }
  for (const adjustment of adjustments) {
    const Put = { TableName: table, Item: { ...keys.adjustment(adjustment.team, adjustment.id), ...adjustment } };
    writes.push({ guard: { guards: 'nothing' }, item: { Put } });
  }
  return writes;
}

function ledgerToRow(ledger: Ledger): Readonly<Record<string, unknown>> {
  return { ...keys.ledger(ledger.team), ...ledger, entries: pack(ledger.entries) };
}

/** Returns a decision's row. It is saved before the leads that refer to it: if they are not, it stays and is harmless. */
export function decisionToRow(decision: BatchDecision): Readonly<Record<string, unknown>> {
  return { ...keys.decision(decision.id), ...decision, record: pack(decision.record) };
}
