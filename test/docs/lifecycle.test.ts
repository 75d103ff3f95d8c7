import { expect, it } from 'vitest';
import { EVENT_TYPES } from '../../shared/domain/lead/events.ts';
import { LEAD_STATES, type LeadState } from '../../shared/domain/lead/stage.ts';
import { applyEvent, type LifecycleState, TRANSITIONS } from '../../shared/domain/lead/transitions.ts';
import { anEvent } from '../support/builders/event.ts';
import { codeBlocksOf, codeSpansIn, readPage, tableRowsOf } from './doc-page.ts';

const page = readPage('docs/lead-lifecycle.md');

function standing(state: LeadState): LifecycleState {
  const owned = state === 'assigned' || state === 'working';
  const place = owned ? { owner: 'lou', team: 'sdr' } : {};
  return { state, version: 4, epoch: 1, previousHolders: [], reassignments: 0, nurtureCounts: {}, ...place };
}

/**
 * Returns every event that changes a lead's state or assignment, as the page draws it: `waiting --> assigned:
 * LeadAssigned`.
 */
function moves(): readonly string[] {
  return EVENT_TYPES.flatMap((type) =>
    TRANSITIONS[type].flatMap((from) => {
      const before = from === 'nothing' ? undefined : standing(from);
      const data = type === 'LeadAssigned' ? { epoch: 2 } : {};
      const after = applyEvent(before, anEvent(type, { seq: (before?.version ?? 0) + 1, data }));
      const moved = after.state !== before?.state || after.epoch !== before.epoch;
      return moved ? [`${before?.state ?? '[*]'} --> ${after.state}: ${type}`] : [];
    }),
  );
}

it('the diagram shows exactly the moves that the transition table allows', () => {
  const [diagram = ''] = codeBlocksOf(page, 'mermaid');
  const drawn = [...diagram.matchAll(/^ {2}(\S+ --> \w+): (.+)$/gm)].flatMap(([, arrow, events = '']) =>
    events.split(', ').map((event) => `${arrow}: ${event}`),
  );
  expect([...drawn].sort()).toEqual([...moves()].sort());
});

it('the table of events lists each event with the states it may happen in', () => {
  const listed = tableRowsOf(page, 'event').map(([event = '', states = '']) => [
    codeSpansIn(event)[0],
    states.split(', '),
  ]);
  expect(listed).toEqual(Object.entries(TRANSITIONS));
});

it('the tables of states and of dates have a row for every state', () => {
  const listed = tableRowsOf(page, 'state').map(([state = '']) => codeSpansIn(state)[0]);
  expect(listed).toEqual([...LEAD_STATES, ...LEAD_STATES]);
});
