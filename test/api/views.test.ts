import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { DecisionView, toDecisionView } from '../../shared/api/decision-view.ts';
import { LeadSummary, LeadView, toLeadSummary, toLeadView } from '../../shared/api/lead-view.ts';
import { leadRoutes } from '../../shared/api/leads.ts';
import { repRoutes, toRepView } from '../../shared/api/reps.ts';
import { teamRoutes, toLedgerView } from '../../shared/api/teams.ts';
import { toTimelineView } from '../../shared/api/timeline-view.ts';
import { createLedger, UNITS_PER_LEAD } from '../../shared/domain/assignment/fairness/ledger.ts';
import type { Lead, LeadRouting } from '../../shared/domain/lead/lead.ts';
import type { SkippedRule } from '../../shared/domain/lead/routing-decision.ts';
import { anEvent, SAMPLE_DATA } from '../support/builders/event.ts';
import { aLead, type LeadStageName } from '../support/builders/lead.ts';
import { aDecision, nextLedger } from '../support/builders/ledger.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aPerson } from '../support/builders/person.ts';
import { aRep } from '../support/builders/rep.ts';

/** Returns a view after its reply schema, as a caller reads it. */
function serialise(schema: z.ZodType, view: unknown): unknown {
  return JSON.parse(JSON.stringify(schema.parse(view)));
}

const PASSED_OVER: readonly SkippedRule[] = [
  { rule: 'customer', because: { field: 'account.status' } },
  { rule: 'sdr', because: 'no_team' },
];

const ROUTING: LeadRouting = {
  plan: 4,
  at: MONDAY,
  target: 1,
  route: {
    rule: 'demo',
    layer: 'fast-track',
    outcome: 'assign',
    targets: [
      {
        kind: 'team',
        team: 'sdr',
        rule: 'demo',
        sla: 'demo',
        need: [],
        relax: [],
        priority: 'urgent',
        closed: { kind: 'hold' },
      },
      { kind: 'queue', queue: 'catch-all', rule: 'demo' },
    ],
  },
};

const STANDPOINTS = [
  'received',
  'queued',
  'parked',
  'assigned',
  'sought',
  'working',
  'nurturing',
  'closed',
] as const satisfies readonly LeadStageName[];

describe('leadSummary', () => {
  it.each(STANDPOINTS)('shows a lead that is %s, and its schema passes every field', (at) => {
    const lead = aLead(at);
    const view = toLeadSummary(lead);
    expect(serialise(LeadSummary, view)).toEqual(JSON.parse(JSON.stringify(view)));
    expect(view).toMatchObject({ id: lead.id, state: lead.stage.state, epoch: lead.epoch, version: lead.version });
    expect([view.dueAt, view.accountable]).toEqual([lead.dueAt, lead.accountable]);
  });

  it('shows its owner, since when and what is overdue', () => {
    const breachedAt = '2026-11-23T10:00:00.000Z';
    const lead = aLead('assigned');
    if (lead.stage.state !== 'assigned') throw new Error('not assigned');
    const late: Lead = { ...lead, stage: { ...lead.stage, breachedAt } };
    expect(toLeadSummary(late)).toMatchObject({
      owner: 'kim',
      team: 'sdr',
      assignedAt: lead.stage.assignedAt,
      breachedAt,
    });
  });

  it('shows where and why it is waiting', () => {
    expect(toLeadSummary(aLead('queued'))).toMatchObject({ team: 'sdr', because: 'queued', owner: undefined });
    const parked = aLead('parked');
    expect(toLeadSummary(parked)).toMatchObject({ queue: 'catch-all', team: undefined });
  });

  it('shows its outcome and last owner', () => {
    expect(toLeadSummary(aLead('closed'))).toMatchObject({ state: 'closed', outcome: 'converted', dueAt: undefined });
    const closed: Lead['stage'] = {
      state: 'closed',
      outcome: 'disqualified',
      reason: 'student',
      closedAt: MONDAY,
      owner: 'kim',
    };
    const view = toLeadSummary({ ...aLead('closed'), stage: closed });
    expect(view).toMatchObject({ owner: 'kim', outcome: 'disqualified', reason: 'student' });
  });

  it('contains no personal data', () => {
    const view = serialise(LeadSummary, toLeadView(aLead('assigned'), aPerson()));
    expect(JSON.stringify(view)).not.toMatch(/nora/i);
  });
});

describe('leadView', () => {
  it('shows the person to those who may see them, until they are erased', () => {
    const lead = aLead('working');
    expect(serialise(LeadView, toLeadView(lead, aPerson({ answers: { budget: '5k' } })))).toMatchObject({
      person: { email: 'nora.lind@lindwerk.example', answers: { budget: '5k' } },
      features: lead.features,
      touchpoints: lead.touchpoints,
    });
    expect(serialise(LeadView, toLeadView(lead, undefined))).not.toHaveProperty('person');
  });

  it("shows neither the person's hash nor the submitted facts", () => {
    const lead = { ...aLead(), personKey: 'pk_secret', given: { company_size: 'given_secret' } };
    expect(JSON.stringify(serialise(LeadView, toLeadView(lead, undefined)))).not.toContain('secret');
  });
});

describe('timelineView', () => {
  it('shows every kind of event completely', () => {
    const types = Object.keys(SAMPLE_DATA) as (keyof typeof SAMPLE_DATA)[];
    const events = types.map((type, at) => anEvent(type, { seq: at + 1 }));
    const view = serialise(leadRoutes.getTimeline.replies[200], toTimelineView('lead_0', events));
    expect(view).toEqual({
      lead: 'lead_0',
      events: events.map(({ id, seq, at, actor, type, data }) => ({ id, seq, at, actor, type, data })),
    });
  });

  it('shows which person did something', () => {
    const event = anEvent('LeadQualified', { actor: { kind: 'person', id: 'kim' } });
    expect(toTimelineView('lead_0', [event]).events[0]?.actor).toEqual({ kind: 'person', id: 'kim' });
  });
});

describe('decisionView', () => {
  it('shows nothing yet for a lead that was just received', () => {
    const lead = aLead('received');
    expect(serialise(DecisionView, toDecisionView(lead, {}))).toEqual({ lead: lead.id, guessedFields: [] });
  });

  it('shows the rules passed over, the targets and each rep with the reason', () => {
    const lead: Lead = { ...aLead('assigned'), routing: ROUTING };
    const view = serialise(
      DecisionView,
      toDecisionView(lead, { passedOver: PASSED_OVER, decision: aDecision('dec_1', lead.id) }),
    );
    expect(view).toEqual({
      lead: lead.id,
      guessedFields: [],
      routing: {
        plan: 4,
        at: MONDAY,
        rule: 'demo',
        layer: 'fast-track',
        outcome: 'assign',
        passedOver: [
          { rule: 'customer', because: 'field:account.status' },
          { rule: 'sdr', because: 'no_team' },
        ],
        targets: [
          { kind: 'team', id: 'sdr' },
          { kind: 'queue', id: 'catch-all' },
        ],
        target: 1,
      },
      assignment: {
        decision: 'dec_1',
        plan: 1,
        team: 'sdr',
        strategy: 'weighted',
        at: MONDAY,
        ledgerVersion: 0,
        chosen: 'kim',
        relaxed: ['language'],
        holdersAgain: false,
        meetingsIgnored: false,
        charged: true,
        capped: true,
        passedOver: [],
        notInTurn: [],
      },
    });
  });

  it('names no rules rather than none when the decision cannot be made again', () => {
    const lead: Lead = { ...aLead('assigned'), routing: ROUTING };
    const view = serialise(DecisionView, toDecisionView(lead, {}));
    expect(view).toMatchObject({ routing: { rule: 'demo' } });
    expect(view).not.toHaveProperty('routing.passedOver');
  });

  it('shows nothing of a batch without the lead', () => {
    expect(
      toDecisionView(aLead('assigned'), { decision: aDecision('dec_1', 'lead_other') }).assignment,
    ).toBeUndefined();
  });
});

describe('repView and ledgerView', () => {
  it('show a rep with their load', () => {
    const rep = aRep({ cap: { open: 5 }, hours: 'amer', leaves: [] });
    const load = { open: 3, days: { '2026-11-23': 2 } };
    expect(serialise(repRoutes.getRep.replies[200], toRepView(rep, load))).toEqual(
      JSON.parse(JSON.stringify({ ...rep, load })),
    );
  });

  it('show a ledger in leads', () => {
    const ledger = {
      ...nextLedger(),
      entries: {
        hot: {
          kim: { credit: -UNITS_PER_LEAD / 2, received: UNITS_PER_LEAD, earned: UNITS_PER_LEAD / 2, adjusted: 0 },
        },
      },
    };
    expect(serialise(teamRoutes.getLedger.replies[200], toLedgerView(ledger, 2))).toEqual({
      team: 'sdr',
      version: 1,
      entries: { hot: { kim: { credit: -0.5, received: 1, earned: 0.5, adjusted: 0 } } },
      owed: 2,
    });
    expect(toLedgerView(createLedger('sdr'), 0).entries).toEqual({});
  });
});
