import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdOf } from '../../../shared/domain/lead/lead.ts';
import { transition } from '../../../shared/domain/lead/transition.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import {
  assignToRep,
  closeLead,
  makeFirstResponse,
  makeTransition,
  nurtureLead,
  receiveLead,
  routeToTeam,
} from '../../support/builders/moves.ts';
import { simulateHistory } from './random-walk.ts';

describe('a transition', () => {
  it('creates the next version, with its event as the last one', () => {
    const lead = aLead('queued');
    const { before, after, event } = assignToRep(lead, { at: minutesAfterMonday(3) });
    expect(before).toBe(lead);
    expect(after).toMatchObject({ version: lead.version + 1, epoch: 1, lastEvent: event.id });
    expect(event).toMatchObject({ lead: lead.id, seq: after.version, at: minutesAfterMonday(3), type: 'LeadAssigned' });
  });

  it('is done by the system unless a person is named', () => {
    const options = {
      type: 'TouchpointAdded',
      data: { source: 'demo-form', touch: 'webinar' },
      at: MONDAY,
      eventId: 'evt_x',
      stage: aLead().stage,
    } as const;
    expect(transition(aLead(), options).event.actor).toEqual({ kind: 'system' });
    const person = { kind: 'person', id: 'mia' } as const;
    expect(transition(aLead(), { ...options, actor: person }).event.actor).toEqual(person);
  });

  it('keeps what it does not change, and applies its patch', () => {
    const lead = aLead('queued');
    const features = { ...lead.features, country: 'DE' };
    const { after } = makeTransition(lead, 'TouchpointAdded', {
      data: { source: 'demo-form', touch: 'webinar' },
      patch: { features },
    });
    const { version, lastEvent } = after;
    expect(after).toEqual({ ...lead, features, version, lastEvent });
  });

  it('begins a new cycle when the lead leaves nurture, and only then', () => {
    const nurturing = aLead('nurturing');
    const at = minutesAfterMonday(50);
    const seen = { data: { source: 'demo-form', touch: 'webinar' }, at };
    expect(makeTransition(nurturing, 'TouchpointAdded', seen).after).not.toHaveProperty('cycleStartedAt');
    expect(makeTransition(aLead('working'), 'TouchpointAdded', seen).after).not.toHaveProperty('cycleStartedAt');
    expect(nurtureLead(aLead('received')).after).not.toHaveProperty('cycleStartedAt');
    const { stage } = aLead('received');
    const data = { because: 'date', cycle: 1 } as const;
    expect(makeTransition(nurturing, 'LeadRecycled', { data, at, stage }).after.cycleStartedAt).toBe(at);
  });

  it('gives every open lead a date and an accountable person, and a closed one neither', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (choices) => {
        for (const { after } of simulateHistory(choices)) {
          const open = after.stage.state !== 'closed';
          expect([typeof after.dueAt, typeof after.accountable]).toEqual(
            open ? ['string', 'string'] : ['undefined', 'undefined'],
          );
          const owner = holdOf(after)?.rep;
          if (owner) expect(after.accountable).toBe(owner);
        }
      }),
      { numRuns: 60, seed: 20261123 },
    );
  });

  it('takes the date from the stage alone, whatever it was before', () => {
    const lead = {
      ...aLead('queued', { lookAgainAt: minutesAfterMonday(5) }),
      dueAt: minutesAfterMonday(99),
      accountable: 'nobody',
    };
    const { after } = makeTransition(lead, 'TouchpointAdded', { data: { source: 'demo-form', touch: 'webinar' } });
    expect([after.dueAt, after.accountable]).toEqual([minutesAfterMonday(5), 'mia']);
  });
});

describe('the first transition', () => {
  it('creates version 1 of a received lead with its date', () => {
    const { before, after, event } = receiveLead({ routeBy: minutesAfterMonday(1) });
    expect(before).toBeUndefined();
    expect(after).toMatchObject({
      version: 1,
      epoch: 0,
      dueAt: minutesAfterMonday(1),
      accountable: 'dana',
      lastEvent: event.id,
    });
    expect(event).toMatchObject({ type: 'LeadReceived', seq: 1, at: MONDAY });
  });

  it('cannot create a lead beyond received', () => {
    expect(() => receiveLead({ epoch: 3 })).toThrow('does not account for its epoch');
    expect(() => receiveLead({ previousHolders: ['kim'] })).toThrow('does not account for its previousHolders');
  });
});

describe('a defective transition throws', () => {
  const data = { rep: 'kim', team: 'sdr', epoch: 1, placedBy: 'system', because: 'turn' } as const;
  const queued = aLead('queued');
  const stage = assignToRep(queued).after.stage;
  const give = (over: { data?: object; patch?: object; stage?: typeof stage }) =>
    makeTransition(queued, 'LeadAssigned', {
      data: { ...data, ...over.data },
      stage: over.stage ?? stage,
      patch: over.patch ?? { epoch: 1 },
    });

  it('but not when the event accounts for every change', () => {
    expect(give({}).after.stage).toEqual(stage);
  });

  it.each([
    ['names another owner', { data: { rep: 'lou' } }, 'owner'],
    ['names another team', { data: { team: 'ae' } }, 'team'],
    ['names another epoch', { data: { epoch: 2 } }, 'epoch'],
    ['leaves the epoch as it was', { patch: {} }, 'epoch'],
    ['counts a reassignment that did not happen', { patch: { epoch: 1, reassignments: 1 } }, 'reassignments'],
    ['invents a holder', { patch: { epoch: 1, previousHolders: ['lou'] } }, 'previousHolders'],
    ['leaves the lead in its stage', { stage: queued.stage }, 'state'],
  ])('when its event %s', (_, over, key) => {
    expect(() => give(over)).toThrow(`does not account for its ${key}`);
  });

  it('when the table does not allow it', () => {
    expect(() => routeToTeam(aLead('assigned'))).toThrow('LeadRouted cannot happen to a lead in assigned');
    expect(() => closeLead(aLead('closed'))).toThrow('LeadClosed cannot happen to a lead in closed');
  });

  it('when its event has fields it may not have', () => {
    const told = { rep: 'kim', epoch: 1, how: 'email_sent' };
    const lead = aLead('assigned');
    const touch = (extra: object) =>
      makeTransition(lead, 'FirstResponseMade', {
        data: { ...told, ...extra },
        stage: makeFirstResponse(lead).after.stage,
      });
    expect(touch({}).event.data).toEqual(told);
    expect(() => touch({ email: 'nora.lind@lindwerk.example' })).toThrow();
    expect(() => touch({ stage: lead.stage })).toThrow();
  });
});
