import { describe, expect, it } from 'vitest';
import { comparedPath, comparePath } from '../../../cli/demo/expected-path.ts';
import type { ScenarioLead } from '../../../cli/demo/scenario.ts';
import type { EventType, LeadEvent } from '../../../shared/domain/lead/events.ts';
import { aLead } from '../../support/builders/lead.ts';

const SCENARIO: ScenarioLead = {
  name: 'ada',
  at: 0,
  waitFor: [],
  signed: false,
  sentTwice: false,
  held: false,
  ownerActions: [[{ action: 'ignore' }], [{ action: 'contacted' }]],
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
      'TouchpointAdded',
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
    expect(comparePath(SCENARIO, undefined).status).toBe('under_way');
    expect(comparePath(SCENARIO, seenAt(['LeadReceived', 'LeadRouted'])).status).toBe('under_way');
  });

  it('has arrived when the path is complete and the end is as expected', () => {
    expect(comparePath(SCENARIO, seenAt(SCENARIO.path))).toEqual({ status: 'arrived', differences: [] });
    const elsewhere = comparePath({ ...SCENARIO, end: { state: 'working', touches: 2 } }, seenAt(SCENARIO.path));
    expect(elsewhere.status).toBe('under_way');
    expect(elsewhere.differences.map(({ what }) => what)).toEqual(['state', 'touches']);
  });

  it.each([
    ['a different path', ['LeadReceived', 'LeadScreened']],
    ['too far', [...SCENARIO.path, 'LeadEscalated']],
  ] as const)('is off after %s', (_, path) => {
    const { status, differences } = comparePath(SCENARIO, seenAt(path));
    expect(status).toBe('off');
    expect(differences[0]).toMatchObject({ what: 'path', seen: path.join(' ') });
  });

  it('checks the rule and the wait of the scenario', () => {
    const { status, differences } = comparePath({ ...SCENARIO, rule: 'sdr', held: true }, seenAt(SCENARIO.path));
    expect(status).toBe('under_way');
    expect(differences.map(({ what }) => what)).toEqual(['rule', 'waited for a free slot']);
  });
});
