import { expect, it } from 'vitest';
import type { Keepable } from '../../../shared/domain/plan/privacy.ts';
import { forgetLead } from '../../../shared/domain/privacy/forget-lead.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const lost = aLead('closed');
if (lost.stage.state !== 'closed') throw new Error('it is closed');
const LEAD = {
  ...lost,
  features: { country: 'DE', region: 'emea', industry: 'fintech' },
  externalIds: ['hubspot:901', 'hubspot-deal:501'],
  deals: [{ key: 'hubspot-deal:501', stage: 'contractsent', rep: 'kim' }],
  stage: { ...lost.stage, reason: 'no_budget', amount: 4000, opportunity: '006-1' },
};

/** The lead after an erasure that keeps these. */
function after(keeps: readonly Keepable[]) {
  const change = forgetLead(LEAD, { erasure: 'era_1', because: 'retention', keeps, now: MONDAY, eventId: 'e1' });
  if (!change) throw new Error('it was not forgotten before');
  return change.after;
}

it('keeps of the features those that are listed', () => {
  expect(after(['country', 'outcome']).features).toEqual({ country: 'DE' });
  expect(after(['region', 'outcome']).features).toEqual({ region: 'emea' });
  expect(after([]).features).toEqual({});
});

it('keeps how it ended, with reason and amount if the outcome is listed, and never the id of the deal', () => {
  const { opportunity: _, ...kept } = LEAD.stage;
  expect(after(['outcome']).stage).toEqual(kept);
  expect(after(['country']).stage).toEqual(lost.stage);
});

it('keeps no id of the person or of a deal', () => {
  expect(after(['outcome', 'rule'])).toMatchObject({ externalIds: [], deals: undefined });
});

it('happens once', () => {
  const again = forgetLead(after([]), { erasure: 'era_2', because: 'x', keeps: [], now: MONDAY, eventId: 'e2' });
  expect(again).toBeUndefined();
});
