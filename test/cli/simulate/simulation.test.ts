import { describe, expect, it } from 'vitest';
import { mixOfFile, mixOfPlan } from '../../../cli/simulate/lead-mix.ts';
import { renderSimulationPage } from '../../../cli/simulate/page.ts';
import { type Simulation, simulate } from '../../../cli/simulate/simulation.ts';
import { formatSimulation } from '../../../cli/simulate/text.ts';
import { DEFAULT_BEHAVIOUR } from '../../../shared/simulation/behaviour.ts';
import { edited, PLAN_TEXT, planOf } from '../../domain/plan/plan-text.ts';
import { aRep } from '../../support/builders/rep.ts';

const PLAN = planOf(PLAN_TEXT);
const LEADS = new URL('../../../examples/leads.json', import.meta.url).pathname;
const TERMS = {
  reps: ['mia', 'jon'].map((id) => aRep({ id, teams: { 'sdr-emea': 1 } })),
  mix: mixOfPlan(PLAN, 1),
  behaviour: DEFAULT_BEHAVIOUR,
  start: '2026-11-30T00:00:00.000Z',
  weeks: 1,
  perWeek: 20,
  seed: 1,
};

function trying(whatIf: object, after = PLAN): Promise<Simulation> {
  return simulate(TERMS, { before: PLAN, after, whatIf: { leaves: [], hires: [], volume: 1, ...whatIf } });
}

describe('a simulation', () => {
  it('shows the weeks alone when nothing is tried', async () => {
    const simulation = await trying({});
    expect(simulation.trial).toBeUndefined();
    expect(formatSimulation(simulation)).toMatch(/^Leads +\d+$/m);
  });

  it('compares the weeks with what is tried, in text and on a page', async () => {
    const leaves = [{ rep: 'mia', from: '2026-11-30', to: '2026-12-07' }];
    const simulation = await trying({ leaves });
    const text = formatSimulation(simulation);
    expect(text).toContain('Tried: mia on leave from 2026-11-30 to 2026-12-07');
    expect(text).toMatch(/mia +as it is +█+ [1-9]/);
    const page = renderSimulationPage(simulation);
    expect(page).toContain('<h1>What if: mia on leave from 2026-11-30 to 2026-12-07</h1>');
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  });

  it('is the same in both runs when another plan says the same', async () => {
    const simulation = await trying({}, planOf(`# a comment\n${PLAN_TEXT}`));
    expect(simulation.tried).toEqual(['another plan']);
    expect(simulation.trial).toEqual(simulation.base);
  });

  it('sees what another plan does', async () => {
    const strict = planOf(edited('first_touch: 5m, warn: 2m', 'first_touch: 40h'));
    const { base, trial } = await trying({}, strict);
    expect(trial?.total.attainment.rate).toBeGreaterThan(base.total.attainment.rate ?? 0);
  });
});

describe('the mix of leads', () => {
  it('is of values that the plan asks for, another person each time, the same for the same seed', () => {
    const mix = mixOfPlan(PLAN, 7);
    const leads = Array.from({ length: 40 }, (_, number) => mix(number) as Record<string, unknown>);
    expect(new Set(leads.map(({ touch }) => touch)).has('demo_request')).toBe(true);
    expect(new Set(leads.map(({ email }) => email)).size).toBe(40);
    expect(mixOfPlan(PLAN, 7)(3)).toEqual(mix(3));
  });

  it('of a file keeps what its leads say and nobody whom they name', async () => {
    const mix = await mixOfFile(LEADS, 1);
    const leads = Array.from({ length: 60 }, (_, number) => JSON.stringify(mix(number)));
    expect(leads.some((lead) => lead.includes('"Country":"Deutschland"'))).toBe(true);
    expect(leads.join()).not.toMatch(/vogel|nordwerk|marchand|bayline/i);
  });
});
