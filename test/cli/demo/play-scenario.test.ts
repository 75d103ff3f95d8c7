import { describe, expect, it } from 'vitest';
import { parseExampleLeads } from '../../../cli/demo/example-lead.ts';
import { playScenario } from '../../../cli/demo/play-scenario.ts';
import { parseScenario } from '../../../cli/demo/scenario.ts';
import type { ScenarioTarget } from '../../../cli/demo/target.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const INTAKE = {
  hookUrl: 'hook',
  secret: 'secret',
  typeform: { url: 'form', secret: 'other' },
  apiUrl: 'api',
  apiKey: 'key',
};
const EXAMPLES = parseExampleLeads(
  JSON.stringify(
    ['ada', 'bob'].map((id) => ({ id, about: 'Invented', send: 'json', body: { email: `${id}@north.example` } })),
  ),
);

/**
 * Plays two leads, `ada` first, with these additional lines for `bob`. Returns what happened on the stage, in order.
 */
async function played(bob: readonly string[], ids: readonly string[] = ['lead_ada', 'lead_bob']) {
  const lead = (name: string, more: readonly string[] = []) =>
    `  - {${[`lead: ${name}`, 'at: 5', 'path: [LeadReceived]', 'end: {state: assigned}', ...more].join(', ')}}`;
  const text = ['opening: {lead: ada, has: LeadAssigned}', 'leads:', lead('bob', bob), lead('ada')].join('\n');
  const scenario = parseScenario(text);
  if (!scenario.ok) throw new Error(scenario.problem.join('\n'));
  const happened: string[] = [];
  const left = [...ids];
  const note = async (what: string): Promise<void> => void happened.push(what);
  const stage: ScenarioTarget = {
    now: () => MONDAY,
    startClock: () => void happened.push('begin'),
    waitUntilSecond: (seconds) => note(`reach ${seconds}`),
    wait: () => note('pause'),
    waitForEvent: async ({ lead: name, has }) => note(`until ${name} ${has}`),
    post: async ({ body }) => {
      happened.push(`post ${JSON.parse(body).email}`);
      return left.shift() ?? ids.at(-1) ?? '';
    },
    answerByLink: () => note('press'),
    changeAvailability: () => note('change'),
    assignManually: (id, rep) => note(`place ${id} ${rep}`),
  };
  const complaints: string[] = [];
  const complain = (problem: string) => void complaints.push(problem);
  const registry = new Map<string, string>();
  await playScenario(scenario.value, { examples: EXAMPLES, intake: INTAKE, stage, registry, reportProblem: complain });
  return { happened, complaints, registry };
}

describe('playLeads', () => {
  it('sends the opening alone, and counts seconds from when it has its event', async () => {
    const { happened, registry } = await played([]);
    const begun = happened.indexOf('begin');
    expect(happened.slice(0, begun).toSorted()).toEqual([
      'post ada@north.example',
      'reach 5',
      'until ada LeadAssigned',
    ]);
    expect(happened.slice(begun + 1)).toEqual(['reach 5', 'post bob@north.example']);
    expect([...registry]).toEqual([
      ['ada', 'lead_ada'],
      ['bob', 'lead_bob'],
    ]);
  });

  it('sends a duplicate, and complains when it creates a second lead', async () => {
    const twice = await played(['twice: true'], ['lead_ada', 'lead_bob', 'lead_bob']);
    expect(twice.happened.filter((what) => what === 'post bob@north.example')).toHaveLength(2);
    expect(twice.complaints).toEqual([]);
    const two = await played(['twice: true'], ['lead_ada', 'lead_bob', 'lead_eve']);
    expect(two.complaints).toEqual(['bob: sent twice, it created another lead, lead_eve']);
  });

  it('sends another touchpoint on its condition, and complains when it creates another lead', async () => {
    const again = 'again: {send: bob, once: LeadNurtured}';
    const { happened, complaints } = await played([again], ['lead_ada', 'lead_bob', 'lead_eve']);
    expect(happened.slice(-2)).toEqual(['until bob LeadNurtured', 'post bob@north.example']);
    expect(complaints).toEqual(['bob: its second touchpoint created another lead, lead_eve']);
  });

  it('lets a manager assign a lead on its condition', async () => {
    const { happened } = await played(['by_hand: {rep: kim, once: LeadSentToQueue}']);
    expect(happened.slice(-2)).toEqual(['until bob LeadSentToQueue', 'place lead_bob kim']);
  });
});
