import { describe, expect, it } from 'vitest';
import { formatProposals } from '../../../cli/misroutes/proposal-text.ts';
import { proposeEdits } from '../../../cli/misroutes/propose.ts';
import { knownToSample } from '../../../cli/plan/sample-leads.ts';
import { parsePlan } from '../../../shared/domain/plan/compile/parse-plan.ts';
import { edited, planOf } from '../../domain/plan/plan-text.ts';
import { MONDAY } from '../../support/builders/moment.ts';

// The rule below takes what the first one no longer takes, and asks for the industry, so that it is a field of routing.
const TEXT = edited(
  '      - {rule: sdr,',
  '      - {rule: health, when: {industry: health}, to: sdr-emea, otherwise: catch-all}\n      - {rule: sdr,',
);
const PLAN = planOf(TEXT);

/** Leads of large companies of one industry, which the rule `big` sends to the desk. */
function someLeads(count: number, industry: string, team = 'desk') {
  return Array.from({ length: count }, (_, at) => {
    const features = { employees: '1000+', industry, touch: 'webinar', source: 'website' };
    const known = { id: `lead_${industry}_${at}`, features, touchpoints: [], receivedAt: MONDAY };
    return { ...knownToSample(known), rule: 'big', team };
  });
}

function propose(flagged: ReturnType<typeof someLeads>, others: ReturnType<typeof someLeads>) {
  const flags = flagged.map(({ lead }) => ({ lead, rule: 'big', team: 'desk', reason: 'segment' }));
  const leads = [...flagged, ...others];
  return proposeEdits({ flags, leads, text: TEXT, plan: PLAN, read: parsePlan, now: MONDAY });
}

describe('baton misroutes', () => {
  it('names what flagged leads have in common, proposes an edit and shows whom it moves', () => {
    const { proposals, text } = propose(someLeads(8, 'health'), someLeads(20, 'saas'));
    const shown = formatProposals(proposals, 90);
    expect(shown).toContain('Rule big, segment: 8 leads flagged, 20 not');
    expect(shown).toContain('industry is health: 8 of 8 flagged (100.0 %), 0 of 20 others (0.0 %)');
    expect(shown).toContain('8 of 28 leads move (28.6 %)');
    expect(shown).toMatch(/big → health +desk → sdr-emea +8/);
    expect(shown).toContain('Nothing was changed.');
    expect(text).toBe(TEXT.replace('{employees: 1000+}, to', '{employees: 1000+, industry: {not: [health]}}, to'));
  });

  it('proposes a rule to the team that has them by now', () => {
    const { proposals, text } = propose(someLeads(8, 'health', 'sdr-amer'), someLeads(20, 'saas'));
    expect(proposals).toMatchObject([{ movedTo: 'sdr-amer', edit: { diff: { routes: { moved: 8 } } } }]);
    expect(text).toContain('when: {employees: 1000+, industry: health}, to: sdr-amer');
  });

  it('says plainly that there is no pattern, and why', () => {
    const few = propose(someLeads(3, 'health'), someLeads(20, 'saas'));
    expect(formatProposals(few.proposals, 90)).toContain('No pattern: it takes 5 flagged leads, 2 more.');
    expect(few.text).toBe(TEXT);
    const same = propose(someLeads(8, 'health'), someLeads(20, 'health').slice(8));
    expect(formatProposals(same.proposals, 90)).toContain('no value is clearly more frequent');
    const all = propose(someLeads(8, 'health'), []);
    expect(formatProposals(all.proposals, 90)).toContain('every lead of the rule was flagged');
    expect(formatProposals([], 90)).toBe('Nobody flagged a lead as misrouted in 90 days.');
  });
});
