import { describe, expect, it } from 'vitest';
import { deedsOf, parseScenario } from '../../../cli/demo/scenario.ts';

/** A scenario of one lead, `ada`, with these lines more. */
function scenarioOf(...lines: readonly string[]): string {
  const lead = [
    'lead: ada',
    'at: 3',
    'path: [LeadReceived, [LeadRouted, LeadAssigned]]',
    'end: {state: assigned}',
    ...lines,
  ];
  return `opening: {lead: ada, has: LeadAssigned}\nleads:\n  - ${lead.join('\n    ')}\n`;
}

function leadOf(text: string) {
  const parsed = parseScenario(text);
  const [lead] = parsed.ok ? parsed.value.leads : [];
  if (!lead) throw new Error(JSON.stringify(parsed));
  return lead;
}

describe('parseScenario', () => {
  it('fills in what is not said and flattens the path', () => {
    expect(leadOf(scenarioOf())).toEqual({
      name: 'ada',
      at: 3,
      after: [],
      signed: false,
      twice: false,
      held: false,
      owners: [],
      path: ['LeadReceived', 'LeadRouted', 'LeadAssigned'],
      end: { state: 'assigned' },
    });
  });

  it('reads deeds as words, with a reason, and with something to wait for', () => {
    const { owners } = leadOf(
      scenarioOf('reps: [ignore, {misrouted: territory}, [contacted, {do: converted, once: LeadTouched}]]'),
    );
    expect(owners).toEqual([
      [{ does: 'ignore' }],
      [{ does: 'misrouted', reason: 'territory' }],
      [{ does: 'contacted' }, { does: 'converted', once: { lead: 'ada', has: 'LeadTouched' } }],
    ]);
  });

  it('reads what happens from outside', () => {
    const lead = leadOf(
      scenarioOf(
        'again: {send: ada-again, once: LeadAssigned}',
        'by_hand: {rep: kim, once: {lead: ada, has: LeadRouted}}',
      ),
    );
    expect(lead.again).toEqual({ send: 'ada-again', once: { lead: 'ada', has: 'LeadAssigned' } });
    expect(lead.byHand).toEqual({ rep: 'kim', once: { lead: 'ada', has: 'LeadRouted' } });
  });

  it.each([
    ['an event that there is not', scenarioOf('again: {send: ada, once: LeadVanished}'), /leads\.0\.again/],
    ['a deed that there is not', scenarioOf('reps: [dance]'), /leads\.0\.reps\.0/],
    ['a word too much', scenarioOf('colour: red'), /colour/],
    ['a wait for a lead that never comes', scenarioOf('after: [{lead: bob, has: LeadAssigned}]'), /ada: waits for bob/],
    [
      'an opening by a lead that never comes',
      scenarioOf().replace('{lead: ada', '{lead: bob'),
      /opening: waits for bob/,
    ],
    ['text that is no YAML', 'leads: [', /./],
  ])('refuses %s, naming the place', (_, text, problem) => {
    const parsed = parseScenario(text);
    expect(parsed.ok ? 'read' : parsed.problem.join('\n')).toMatch(problem);
  });

  it('refuses a lead that stands in it twice', () => {
    const text = scenarioOf();
    const parsed = parseScenario(text + text.slice(text.indexOf('  - lead')));
    expect(parsed).toEqual({ ok: false, problem: ['ada: is in the scenario twice'] });
  });
});

describe('deedsOf', () => {
  const lead = leadOf(scenarioOf('reps: [ignore, contacted]'));

  it.each([
    [1, 'ignore'],
    [2, 'contacted'],
    [3, 'contacted'],
  ])('owner %i does as the scenario says; the last entry goes for all after', (epoch, does) => {
    expect(deedsOf(lead, epoch)).toEqual([{ does }]);
  });

  it('is nothing when the scenario says nothing', () => {
    expect(deedsOf({ ...lead, owners: [] }, 1)).toEqual([]);
  });
});
