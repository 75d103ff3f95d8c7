import { expect, it } from 'vitest';
import { clusterMisroutes } from '../../../shared/domain/misroutes/cluster-misroutes.ts';

/** A flag by a rep of the desk. */
function aFlag(lead: string, reason: string, rule = 'big') {
  return { lead, rule, team: 'desk', reason };
}

/** Leads of one industry that the rule `big` sent to the desk. */
function someLeads(count: number, industry: string) {
  const lead = { rule: 'big', team: 'desk', features: { industry } };
  return Array.from({ length: count }, (_, at) => ({ ...lead, lead: `${industry}-${at}` }));
}

it('counts a lead once for a rule and reason, and none that was flagged among the others', () => {
  const leads = [...someLeads(6, 'health'), ...someLeads(10, 'saas')];
  const health = leads.slice(0, 6).map(({ lead }) => aFlag(lead, 'segment'));
  const flags = [...health, ...health.slice(0, 2), aFlag('saas-0', 'territory'), aFlag('gone', 'territory')];
  expect(clusterMisroutes(flags, leads, ['industry'])).toMatchObject([
    { rule: 'big', reason: 'segment', flagged: 6, known: 6, others: 9, pattern: { flagged: 6, others: 0 } },
    { rule: 'big', reason: 'territory', flagged: 2, known: 1, others: 9, pattern: undefined },
  ]);
});

it('names the team that has half of the matching leads by now, and none that has fewer', () => {
  const moved = (count: number) =>
    someLeads(6, 'health').map((lead, at) => (at < count ? { ...lead, team: 'field' } : lead));
  const flags = someLeads(6, 'health').map(({ lead }) => aFlag(lead, 'segment'));
  const teamOf = (count: number) =>
    clusterMisroutes(flags, [...moved(count), ...someLeads(20, 'saas')], ['industry'])[0]?.movedTo;
  expect([teamOf(3), teamOf(2)]).toEqual(['field', undefined]);
});
