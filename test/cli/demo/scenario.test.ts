import { describe, expect, it } from 'vitest';
import { actionsOf, parseScenario } from '../../../cli/demo/scenario.ts';

/** A scenario of one lead, `ada`, with these additional lines. */
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
  it('fills in defaults and flattens the path', () => {
    expect(leadOf(scenarioOf())).toEqual({
      name: 'ada',
      at: 3,
      waitFor: [],
      signed: false,
      sentTwice: false,
      held: false,
      ownerActions: [],
      path: ['LeadReceived', 'LeadRouted', 'LeadAssigned'],
      end: { state: 'assigned' },
    });
  });

  it('parses actions as words, with a reason, and with a condition', () => {
    const { ownerActions: owners } = leadOf(
      scenarioOf('reps: [ignore, {misrouted: territory}, [contacted, {do: converted, once: TouchpointAdded}]]'),
    );
    expect(owners).toEqual([
      [{ action: 'ignore' }],
      [{ action: 'misrouted', reason: 'territory' }],
      [{ action: 'contacted' }, { action: 'converted', waitFor: { lead: 'ada', has: 'TouchpointAdded' } }],
    ]);
  });

  it('parses external actions', () => {
    const lead = leadOf(
      scenarioOf(
        'again: {send: ada-again, once: LeadAssigned}',
        'by_hand: {rep: kim, once: {lead: ada, has: LeadRouted}}',
      ),
    );
    expect(lead.nextTouchpoint).toEqual({ send: 'ada-again', once: { lead: 'ada', has: 'LeadAssigned' } });
    expect(lead.manualAssignment).toEqual({ rep: 'kim', once: { lead: 'ada', has: 'LeadRouted' } });
  });

  it.each([
    ['an unknown event', scenarioOf('again: {send: ada, once: LeadVanished}'), /leads\.0\.again/],
    ['an unknown action', scenarioOf('reps: [dance]'), /leads\.0\.reps\.0/],
    ['an unknown key', scenarioOf('colour: red'), /colour/],
    ['a condition on a missing lead', scenarioOf('after: [{lead: bob, has: LeadAssigned}]'), /ada: waits for bob/],
    ['an opening by a missing lead', scenarioOf().replace('{lead: ada', '{lead: bob'), /opening: waits for bob/],
    ['text that is not YAML', 'leads: [', /./],
  ])('refuses %s, with its location', (_, text, problem) => {
    const parsed = parseScenario(text);
    expect(parsed.ok ? 'read' : parsed.problem.join('\n')).toMatch(problem);
  });

  it('refuses a duplicate lead', () => {
    const text = scenarioOf();
    const parsed = parseScenario(text + text.slice(text.indexOf('  - lead')));
    expect(parsed).toEqual({ ok: false, problem: ['ada: is in the scenario twice'] });
  });
});

describe('actionsOf', () => {
  const lead = leadOf(scenarioOf('reps: [ignore, contacted]'));

  it.each([
    [1, 'ignore'],
    [2, 'contacted'],
    [3, 'contacted'],
  ])('owner %i acts as the scenario says; the last entry applies to all later owners', (epoch, action) => {
    expect(actionsOf(lead, epoch)).toEqual([{ action }]);
  });

  it('is empty when the scenario has none', () => {
    expect(actionsOf({ ...lead, ownerActions: [] }, 1)).toEqual([]);
  });
});
