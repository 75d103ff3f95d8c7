import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { HR_CALENDAR_ID, type HrEvent } from '../../../shared/domain/team/hr-leaves.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import { refreshHrLeaves } from '../../../shared/use-cases/calendars/refresh-hr-leaves.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

const SPAN = { from: minutesAfterMonday(60), until: minutesAfterMonday(600) };
const TYPED = { from: minutesAfterMonday(5000), until: minutesAfterMonday(6000) };
const anEvent = (attendee: string): HrEvent => ({ attendees: [attendee], title: 'Away', spanIn: () => SPAN });

async function anOffice(...reps: readonly Rep[]) {
  const deps = createInMemoryDeps();
  await saveReps(deps.reps, ...reps);
  let answer: Result<readonly HrEvent[], string> = success([]);
  const hr = { calendar: { read: async () => answer }, names: {} };
  return {
    deps,
    refresh: (events: Result<readonly HrEvent[], string>, minutes = 0) => {
      answer = events;
      return refreshHrLeaves(minutesAfterMonday(minutes), { ...deps, hr });
    },
    leavesOf: async (id: string) => (await deps.reps.get(id))?.leaves,
  };
}

const KIM = aRep({ id: 'kim', email: 'kim@north.example', leaves: [TYPED] });

it('makes absences leaves of their rep, beside typed ones, and ends them when they are gone', async () => {
  const { deps, refresh, leavesOf } = await anOffice(KIM, aRep({ id: 'lou' }));
  const events = success([anEvent('kim@north.example'), anEvent('nobody@north.example')]);
  expect(await refresh(events)).toEqual({ outcome: 'read', unmatched: 1 });
  expect(await leavesOf('kim')).toEqual([TYPED, { ...SPAN, source: 'hr_calendar' }]);
  await refresh(events, 5);
  expect([await leavesOf('lou'), (await deps.reps.get('kim'))?.version]).toEqual([[], 2]);
  await refresh(success([]), 10);
  expect(await leavesOf('kim')).toEqual([TYPED]);
});

it('keeps leaves while the calendar cannot be read, and asks for a person after two hours', async () => {
  const { deps, refresh, leavesOf } = await anOffice(KIM);
  await refresh(success([anEvent('kim@north.example')]));
  const failed = { outcome: 'failed', because: 'status_404' };
  expect(await refresh(failure('status_404'), 5)).toEqual({ ...failed, needsPerson: false });
  expect(await refresh(failure('status_404'), 126)).toEqual({ ...failed, needsPerson: true });
  expect(await leavesOf('kim')).toHaveLength(2);
  expect(await deps.calendars.readingsOf([HR_CALENDAR_ID])).toMatchObject([
    { readAt: MONDAY, failing: { since: minutesAfterMonday(5), because: 'status_404' } },
  ]);
});

it('ends its leaves once no HR calendar is connected', async () => {
  const { deps, refresh, leavesOf } = await anOffice(KIM);
  await refresh(success([anEvent('kim@north.example')]));
  expect(await refreshHrLeaves(minutesAfterMonday(5), deps)).toEqual({ outcome: 'not_connected' });
  expect(await leavesOf('kim')).toEqual([TYPED]);
});

it('saves the others when one rep cannot be saved, and then fails', async () => {
  const { deps } = await anOffice(KIM, aRep({ id: 'lou', email: 'lou@north.example' }));
  const reps = replaceMethods(deps.reps, {
    save: async (rep, change) => (rep.id === 'kim' ? Promise.reject(new Error('down')) : deps.reps.save(rep, change)),
  });
  const events = success([anEvent('kim@north.example'), anEvent('lou@north.example')]);
  const run = refreshHrLeaves(MONDAY, { ...deps, reps, hr: { calendar: { read: async () => events }, names: {} } });
  await expect(run).rejects.toThrow('down');
  expect((await deps.reps.get('lou'))?.leaves).toHaveLength(1);
});
