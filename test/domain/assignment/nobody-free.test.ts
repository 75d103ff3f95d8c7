import { expect, it } from 'vitest';
import { isNobodyFree } from '../../../shared/domain/assignment/nobody-free.ts';
import { anAssignable, candidates, decide } from './team.ts';

it.each([
  ['everybody is full', candidates(['ada', 'bo'], { load: { open: 9 }, cap: { open: 9 } }), {}, true],
  ['everybody is away', candidates(['ada'], { active: false }), {}, true],
  ['there is nobody', [], {}, true],
  ['somebody takes it', candidates(['ada']), {}, false],
  ['nobody speaks its language', candidates(['ada']), { need: ['language'], values: { language: ['is'] } }, false],
  ['it may go to nobody here', candidates(['ada']), { excluded: ['ada'] }, false],
])('when %s, nobody is free for other leads: %j', (_, members, lead, expected) => {
  expect(isNobodyFree(decide({ candidates: members, batch: [anAssignable('lead-1', lead)] }))).toBe(expected);
});
