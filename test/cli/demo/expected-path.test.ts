import { describe, expect, it } from 'vitest';
import { comparedPath, progressOf } from '../../../cli/demo/expected-path.ts';
import type { ScenarioLead } from '../../../cli/demo/scenario.ts';
import type { EventType, LeadEvent } from '../../../shared/domain/lead/events.ts';
import { aLead } from '../../support/builders/lead.ts';

const SCENARIO: ScenarioLead = {
  name: 'ada',
  at: 0,
  after: [],
  signed: false,
  twice: false,
  held: false,
  owners: [[{ does: 'ignore' }], [{ does: 'contacted' }]],
  path: ['LeadReceived', 'LeadRouted', 'LeadAssigned', 'SlaWarned', 'SlaBreached'],
  end: { state: 'received' },
};

/** A timeline of these events, all of assignment `epoch`, with only the properties that the comparison reads. */
function timelineOf(types: readonly EventType[], epoch = 1): readonly LeadEvent[] {
  return types.map((type, index) => ({ type, seq: index + 1, data: { epoch } }) as unknown as LeadEvent);
}

function seenAt(types: readonly EventType[]) {
  return { lead: aLead(), timeline: timelineOf(types) };
}

describe('comparedPath', () => {
  it('leaves out what depends on timing', () => {
    const events = timelineOf([
      'LeadReceived',
      'RoutingRetried',
      'LeadTouched',
      'LeadRouted',
      'LeadHeld',
      'RepNotified',
    ]);
    expect(comparedPath(SCENARIO, events)).toEqual(['LeadReceived', 'LeadRouted']);
  });

  it('counts warnings only for owners who ignore the lead', () => {
    expect(comparedPath(SCENARIO, timelineOf(['SlaWarned'], 1))).toEqual(['SlaWarned']);
    expect(comparedPath(SCENARIO, timelineOf(['SlaWarned'], 2))).toEqual([]);
  });
});

describe('progressOf', () => {
  it('is under way until the path is complete', () => {
    expect(progressOf(SCENARIO, undefined).where).toBe('under_way');
    expect(progressOf(SCENARIO, seenAt(['LeadReceived', 'LeadRouted'])).where).toBe('under_way');
  });

  it('has arrived when the path is complete and the end is as expected', () => {
    expect(progressOf(SCENARIO, seenAt(SCENARIO.path))).toEqual({ where: 'arrived', differences: [] });
    const elsewhere = progressOf({ ...SCENARIO, end: { state: 'working', touches: 2 } }, seenAt(SCENARIO.path));
    expect(elsewhere.where).toBe('under_way');
    expect(elsewhere.differences.map(({ what }) => what)).toEqual(['state', 'touches']);
  });

  it.each([
    ['a different path', ['LeadReceived', 'LeadScreened']],
    ['too far', [...SCENARIO.path, 'LeadEscalated']],
  ] as const)('is off after %s', (_, path) => {
    const { where, differences } = progressOf(SCENARIO, seenAt(path));
    expect(where).toBe('off');
    expect(differences[0]).toMatchObject({ what: 'path', seen: path.join(' ') });
  });

  it('checks the rule and the wait of the scenario', () => {
    const { where, differences } = progressOf({ ...SCENARIO, rule: 'sdr', held: true }, seenAt(SCENARIO.path));
    expect(where).toBe('under_way');
    expect(differences.map(({ what }) => what)).toEqual(['rule', 'waited for a free slot']);
  });
});
