import { describe, expect, it } from 'vitest';
import { SHARD_COUNT } from '../../../shared/adapters/dynamodb/keys.ts';
import { leadToRows, storedDetailsOf } from '../../../shared/adapters/dynamodb/lead-rows.ts';
import { decisionToRow, writesOf } from '../../../shared/adapters/dynamodb/lead-writes.ts';
import { EVENT_TYPES } from '../../../shared/domain/lead/events.ts';
import { TRANSITIONS } from '../../../shared/domain/lead/transitions.ts';
import type { Commit } from '../../../shared/ports/lead-store.ts';
import { anEvent } from '../../support/builders/event.ts';
import { aLead } from '../../support/builders/lead.ts';
import { aDecision, anAdjustment, nextLedger } from '../../support/builders/ledger.ts';
import { assignToRep, closeLead, declineLead, receiveLead, routeToTeam } from '../../support/builders/moves.ts';
import { aPerson } from '../../support/builders/person.ts';

const TABLES = { leads: 'leads', reps: 'reps' };
const CANARY = 'canary.person@lindwerk.example';

interface Request {
  readonly Item?: Record<string, unknown>;
  readonly Key?: Record<string, unknown>;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/** Every write of a commit: the operation and the row. */
function writesIn(change: Commit) {
  // The states before, as they were read.
  const stored = change.transitions.flatMap(({ before, event }) => {
    const details = before && storedDetailsOf(leadToRows({ after: before, event }).state);
    return details ? [[before.id, details] as const] : [];
  });
  return writesOf(change, TABLES, new Map(stored)).map(({ item }) => {
    const [[action, request]] = Object.entries(item) as unknown as [[string, Request]];
    const { pk, sk } = request.Item ?? request.Key ?? {};
    return { action, row: `${pk}/${sk}`, request };
  });
}

const onRow = (change: Commit, end: string) => writesIn(change).filter(({ row }) => row.endsWith(end));

it('keeps a decision for good: its row has no time at which it expires', () => {
  expect(decisionToRow(aDecision('dec_1'))).not.toHaveProperty('expiresAt');
});

describe('the writes of a commit', () => {
  it.each(EVENT_TYPES.filter((type) => type !== 'LeadReceived'))(
    'let %s happen only from the states of the table',
    (type) => {
      const before = aLead('assigned');
      const event = anEvent(type, { lead: before.id, seq: before.version + 1 });
      const after = { ...before, version: before.version + 1, lastEvent: event.id };
      const [state] = onRow({ transitions: [{ before, after, event }] }, '/STATE');
      const values = state?.request.ExpressionAttributeValues ?? {};
      const from = Object.entries(values).flatMap(([name, value]) => (name.startsWith(':from') ? [value] : []));
      expect(from).toEqual(TRANSITIONS[type]);
      expect(values).toMatchObject({ ':version': before.version, ':epoch': before.epoch });
      expect(state?.request.ConditionExpression).toBe(
        `#version = :version AND #epoch = :epoch AND #stage.#state IN (${from.map((_, at) => `:from${at}`).join(', ')})`,
      );
    },
  );

  it('create a new lead only if none exists', () => {
    const first = receiveLead();
    const states = onRow({ transitions: [first] }, '/STATE');
    expect(states.map(({ request }) => request.ConditionExpression)).toEqual(['attribute_not_exists(pk)']);
  });

  it('store the person in a separate item and nowhere else, not even in keys', () => {
    const person = aPerson({ email: CANARY });
    const claims = { submission: 'form:1', persons: [{ key: 'keyed-hash' }] };
    const holding = writesIn({ transitions: [{ ...receiveLead(), person, claims }] }).filter(({ request }) =>
      JSON.stringify(request).includes('canary'),
    );
    expect(holding.map(({ row }) => row.replace(/lead_\d+/, 'lead'))).toEqual(['LEAD#lead/PERSON']);
    expect(holding[0]?.row).not.toContain('canary');
  });

  it('put a lead into the indexes by due date, team and state', () => {
    const change = assignToRep(aLead('queued'));
    const { Item } = onRow({ transitions: [change] }, '/STATE')[0]?.request ?? {};
    expect(Item).toMatchObject({ teamKey: 'sdr', dueAt: change.after.dueAt });
    expect(Item?.duePk).toMatch(/^DUE#\d+$/);
    expect(Item?.stateKey).toMatch(/^OPEN#\d+$/);
    expect(Item?.listAt).toBe(`${change.after.receivedAt}#${change.after.id}`);
  });

  it('take a closed lead out of the indexes by due date and team', () => {
    const { Item } = onRow({ transitions: [closeLead(aLead('assigned'))] }, '/STATE')[0]?.request ?? {};
    const kept = Object.entries(Item ?? {}).filter(([, value]) => value !== undefined);
    const names = kept.map(([name]) => name);
    expect(Item?.stateKey).toMatch(/^CLOSED#\d+$/);
    for (const gone of ['duePk', 'dueAt', 'teamKey']) expect(names).not.toContain(gone);
  });

  it('spread leads over all shards of the due index', () => {
    const shards = Array.from({ length: 200 }, () => receiveLead()).map(
      (change) => onRow({ transitions: [change] }, '/STATE')[0]?.request.Item?.duePk,
    );
    expect(new Set(shards).size).toBe(SHARD_COUNT);
  });

  it("add up all changes of one rep's load into one update", () => {
    const held = aLead('assigned', { weight: 2 });
    const admission = { repVersion: 4, openCap: 9, day: '2026-11-23', dayCap: 5 };
    const give = (weight: number) => assignToRep(aLead('queued'), { weight, admission });
    const loads = onRow({ transitions: [declineLead(held), give(1), give(3)] }, '/LOAD#kim');
    expect(loads).toHaveLength(1);
    expect(loads[0]?.request.ExpressionAttributeValues).toMatchObject({
      ':slots': 2,
      ':room': 7,
      ':version4': 4,
      ':given0': 2,
      ':dayRoom0': 3,
    });
    expect(loads[0]?.request.ConditionExpression).toBe(
      '#active = :true AND #version = :version4 AND #open <= :room AND (attribute_not_exists(#days.#day0) OR #days.#day0 <= :dayRoom0)',
    );
  });

  it('put no condition on a load whose slots are only released', () => {
    const [load] = onRow({ transitions: [declineLead(aLead('assigned', { weight: 2 }))] }, '/LOAD#kim');
    expect(load?.request.ConditionExpression).toBeUndefined();
    expect(load?.request.ExpressionAttributeValues).toMatchObject({ ':slots': -2 });
  });

  it('require only an active rep when a person decides', () => {
    const [load] = onRow({ transitions: [assignToRep(aLead('queued'), { placedBy: 'person' })] }, '/LOAD#kim');
    expect(load?.request.ConditionExpression).toBe('#active = :true');
  });

  it('use the smallest of several caps', () => {
    const give = (openCap: number) => assignToRep(aLead('queued'), { admission: { day: '2026-11-23', openCap } });
    const [load] = onRow({ transitions: [give(8), give(3), give(5)] }, '/LOAD#kim');
    expect(load?.request.ExpressionAttributeValues).toMatchObject({ ':room': 0 });
  });

  it('never admit more leads than the daily cap, even on a new day', () => {
    const give = () => assignToRep(aLead('queued'), { admission: { day: '2026-11-23', dayCap: 1 } });
    const [load] = onRow({ transitions: [give(), give()] }, '/LOAD#kim');
    expect(load?.request.ConditionExpression).toBe('#active = :true AND (#days.#day0 <= :dayRoom0)');
    expect(load?.request.ExpressionAttributeValues).toMatchObject({ ':dayRoom0': -1 });
  });

  it('drop the counters of past days, never of recent ones', () => {
    const change = assignToRep(aLead('queued'), { admission: { day: '2026-03-01' } });
    const { ExpressionAttributeNames: names = {}, UpdateExpression: update } =
      onRow({ transitions: [change] }, '/LOAD#kim')[0]?.request ?? {};
    const past = Object.entries(names).flatMap(([name, day]) => (name.startsWith('#past') ? [day] : []));
    expect([past[0], past.at(-1), past.length]).toEqual(['2026-02-26', '2026-02-13', 14]);
    expect(update).toContain('REMOVE #days.#past0, #days.#past1');
  });

  it('refuse an assignment without an admission', () => {
    const { admission: _, ...change } = assignToRep(aLead('queued'));
    expect(() => writesIn({ transitions: [change] })).toThrow('without an admission');
  });

  it('leave the queue entry alone while nothing in it changes', () => {
    const queued = routeToTeam(receiveLead().after);
    const change = { ...declineLead(aLead('assigned')), before: queued.after, after: { ...queued.after, version: 3 } };
    expect(writesIn({ transitions: [change] }).filter(({ row }) => row.startsWith('QUEUE'))).toEqual([]);
  });

  it('fit into one transaction for fourteen reassigned leads', () => {
    const transitions = Array.from({ length: 14 }, (_, at) =>
      assignToRep(aLead('sought', { rep: `old${at}` }), { rep: `new${at}` }),
    );
    const change = { transitions, ledger: nextLedger(), decision: aDecision('decision_1') };
    expect(writesIn(change)).toHaveLength(71);
  });

  it('name each row once', () => {
    const rows = writesIn({
      transitions: [
        assignToRep(aLead('sought'), { rep: 'lou' }),
        declineLead(aLead('assigned')),
        assignToRep(aLead('queued')),
      ],
      ledger: nextLedger(),
      appliedAdjustments: ['a', 'b'],
      adjustments: [anAdjustment({ id: 'c' })],
      decision: aDecision('decision_1'),
    }).map(({ row }) => row);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('remove the hold of the former owner, and of nobody else', () => {
    const moved = assignToRep(aLead('sought', { rep: 'kim' }), { rep: 'lou' });
    const holds = writesIn({ transitions: [moved] }).filter(({ row }) => row.includes('/HOLD#'));
    expect(holds.map(({ action, row }) => [action, row.split('/')[0]])).toEqual([
      ['Delete', 'REP#kim'],
      ['Put', 'REP#lou'],
    ]);
  });

  it('save a ledger only over the version it was read from', () => {
    const first = nextLedger();
    const ledgerOf = (ledger: typeof first) => onRow({ transitions: [], ledger }, '/LEDGER')[0]?.request;
    expect(ledgerOf(first)?.ConditionExpression).toBe('attribute_not_exists(pk)');
    expect(ledgerOf(nextLedger(first))).toMatchObject({
      ConditionExpression: '#version = :read',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':read': 1 },
    });
  });

  it('claim a submission only while nobody has it, and other keys while nobody else does', () => {
    const lead = receiveLead();
    const claims = { submission: 'form:1', submissionId: 'id:1', persons: [{ key: 'p', releasedBy: 'old' }] };
    const claimed = writesIn({ transitions: [{ ...lead, claims }] }).filter(
      ({ request }) => request.Item?.lead === lead.after.id && !('workItem' in request.Item),
    );
    const conditions = claimed.map(({ request }) => request.ConditionExpression);
    const free = 'attribute_not_exists(pk)';
    expect(conditions.filter((condition) => condition === free)).toHaveLength(2);
    const shared = claimed.find(({ request }) => request.ConditionExpression?.includes('OR'));
    expect(shared?.request.ExpressionAttributeValues).toEqual({ ':lead0': lead.after.id, ':lead1': 'old' });
  });

  it('apply adjustments only within a ledger', () => {
    expect(() => writesIn({ transitions: [], appliedAdjustments: ['a'] })).toThrow('require a ledger');
  });
});
