import { describe, expect, it } from 'vitest';
import { defaultFieldMap } from '../../../shared/domain/crm/crm-fields.ts';
import { crmStateOf, toCrmValues } from '../../../shared/domain/crm/crm-state.ts';
import { aLead } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';

describe('what the CRM is to say', () => {
  it('of an assigned lead: its owner, who assigned it and why, and until when it must be answered', () => {
    const lead = {
      ...aLead('assigned'),
      score: { total: 65, fit: 40, behaviour: 25, band: 'hot', reasons: [] },
      routing: {
        plan: 1,
        at: minutesAfterMonday(0),
        target: 0,
        route: { rule: 'demo', layer: 'territory', outcome: 'close', reason: 'x' } as const,
      },
    };
    expect(crmStateOf(lead)).toEqual({
      fields: {
        lead: lead.id,
        status: 'assigned',
        outcome: '',
        score: '65',
        band: 'hot',
        rule: 'demo',
        method: 'territory',
        assigned_by: 'Baton',
        team: 'sdr',
        sla_due: minutesAfterMonday(60),
      },
      owner: 'kim',
      task: { epoch: 1, dueAt: minutesAfterMonday(60), rule: 'demo', sla: 'demo' },
      mayMake: true,
    });
  });

  it('of a lead that a person assigned: that it was done by hand', () => {
    expect(crmStateOf(aLead('assigned', { placedBy: 'person' }))?.fields.method).toBe('manual');
  });

  it.each(['working', 'closed', 'nurturing', 'parked', 'queued'] as const)(
    'of a lead that is %s: no deadline, no task',
    (stage) => {
      const state = crmStateOf(aLead(stage));
      expect([state?.fields.sla_due, state?.task]).toEqual(['', undefined]);
    },
  );

  it('of a closed lead: how it ended, and that no record is to be made', () => {
    expect(crmStateOf(aLead('closed'))).toMatchObject({
      fields: { status: 'closed', outcome: 'converted' },
      mayMake: false,
    });
  });

  it('of a qualified lead: that it is', () => {
    const lead = aLead('working');
    const stage = lead.stage.state === 'working' ? { ...lead.stage, isQualified: true } : lead.stage;
    expect(crmStateOf({ ...lead, stage })?.fields.status).toBe('qualified');
  });

  it.each([{ test: true }, { shadow: true as const }, { forgottenAt: minutesAfterMonday(1) }])(
    'is nothing for %j',
    (more) => {
      expect(crmStateOf(aLead('assigned', more))).toBeUndefined();
    },
  );
});

it('values go by the names of the map, and fields without one are not written', () => {
  const { fields } = crmStateOf(aLead('assigned')) ?? {};
  if (!fields) throw new Error('no state');
  expect(toCrmValues(fields, { status: 'Baton_Status__c' })).toEqual({ Baton_Status__c: 'assigned' });
  expect(Object.keys(toCrmValues(fields, defaultFieldMap('hubspot')))).toContain('baton_sla_due');
  expect(Object.keys(toCrmValues(fields, defaultFieldMap('salesforce')))).toContain('Baton_Sla_Due__c');
});
