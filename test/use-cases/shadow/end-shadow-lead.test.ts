import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { closeDueShadowLead } from '../../../shared/use-cases/shadow/end-shadow-lead.ts';
import { aLead, type LeadStageName } from '../../support/builders/lead.ts';

/** What ends a lead in this stage, this long after its date. */
function endOf(stage: LeadStageName, late = 0, overrides: Partial<Lead> = { shadow: true }) {
  const lead = { ...aLead(stage), ...overrides };
  return closeDueShadowLead(lead, addSeconds(lead.dueAt ?? '2026-11-23T08:00:00.000Z', late), 'evt');
}

it.each([
  ['working', 'touched'],
  ['nurturing', 'would_be_recycled'],
] as const)('ends a lead that is %s at its date', (stage, reason) => {
  expect(endOf(stage)).toMatchObject({
    event: { type: 'LeadClosed', data: { outcome: 'shadow', reason } },
    after: { stage: { state: 'closed', outcome: 'shadow' } },
  });
});

it('ends no lead before its date, none that waits for a team, and none of a live Baton', () => {
  expect(endOf('working', -1)).toBeUndefined();
  expect(endOf('queued')).toBeUndefined();
  expect(endOf('working', 0, {})).toBeUndefined();
});
