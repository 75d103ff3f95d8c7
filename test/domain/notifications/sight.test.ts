import { expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { Occasion } from '../../../shared/domain/notifications/notice.ts';
import { type Sight, sightOf } from '../../../shared/domain/notifications/sight.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const ASSIGNED = aLead('assigned');
const CLOSED = aLead('closed');
const RESTING = aLead('nurturing');
const closedAs = (outcome: 'forgotten' | 'do_not_contact'): Lead => ({
  ...CLOSED,
  stage: { state: 'closed', outcome, closedAt: MONDAY, owner: 'kim' },
});

it.each<[string, Lead, string, Occasion, Sight]>([
  ['the owner', ASSIGNED, 'kim', 'assigned', 'owner'],
  ['the owner, who once lost it', { ...ASSIGNED, previousHolders: ['kim'] }, 'kim', 'assigned', 'owner'],
  ['whoever had it before', { ...ASSIGNED, previousHolders: ['lea'] }, 'lea', 'warned', 'past'],
  ['whoever was given it and lost it', ASSIGNED, 'lea', 'assigned', 'past'],
  ['whoever was given it back', ASSIGNED, 'lea', 'returned', 'past'],
  ['the manager', ASSIGNED, 'mara', 'warned', 'onlooker'],
  ['the manager of a closed lead', CLOSED, 'mara', 'escalated', 'onlooker'],
  ['who closed it', CLOSED, 'kim', 'assigned', 'onlooker'],
  ['who sent it to nurture', RESTING, 'kim', 'assigned', 'past'],
  ['who closed a lead that is forgotten', { ...CLOSED, forgottenAt: MONDAY }, 'kim', 'assigned', 'past'],
  ['who had a lead that ended by erasure', closedAs('forgotten'), 'kim', 'forgotten', 'past'],
  ['who had a lead of a person not to be contacted', closedAs('do_not_contact'), 'kim', 'assigned', 'past'],
  ['the manager of a forgotten lead', closedAs('forgotten'), 'mara', 'warned', 'past'],
])('%s sees it so', (_, lead, to, occasion, sight) => {
  expect(sightOf(lead, { to, occasion })).toBe(sight);
});

it('the last owner of a resting lead still sees it', () => {
  const { stage } = RESTING;
  if (stage.state !== 'nurturing') throw new Error('unreachable');
  const lead: Lead = { ...RESTING, stage: { ...stage, lastOwner: { rep: 'kim', team: 'sdr' } } };
  expect(sightOf(lead, { to: 'kim', occasion: 'assigned' })).toBe('onlooker');
});
