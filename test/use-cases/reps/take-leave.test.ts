import { beforeEach, describe, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { takeLeave } from '../../../shared/use-cases/reps/take-leave.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

const PAST = { from: addSeconds(MONDAY, -100), until: addSeconds(MONDAY, -50) };
const LATER = { from: '2027-02-01T00:00:00.000Z', until: '2027-02-08T00:00:00.000Z' };

describe('taking leave', () => {
  let deps: InMemoryDeps;
  beforeEach(async () => {
    deps = createInMemoryDeps();
    await saveReps(deps.reps, aRep({ zone: 'America/New_York', leaves: [PAST, LATER] }));
  });
  const take = (day: string, rep = 'kim') => takeLeave({ rep, day }, MONDAY, deps);

  it('sets a leave from now until the day begins in the zone of the rep, and keeps others to come', async () => {
    const until = '2026-12-24T05:00:00.000Z';
    expect(await take('2026-12-24')).toEqual({ outcome: 'done', until });
    expect(await deps.reps.get('kim')).toMatchObject({ version: 2, leaves: [LATER, { from: MONDAY, until }] });
  });

  it('leaves what it means for their leads to the sweep', async () => {
    await take('2026-12-24');
    const pending = await deps.reps.pendingChanges(addSeconds(MONDAY, 1), 10);
    expect(pending).toContainEqual({ rep: 'kim', version: 2, at: MONDAY, teams: ['sdr'] });
  });

  it.each(['2026-11-23', '2020-01-01', '2027-12-29'])('refuses %s, which is past or too far ahead', async (day) => {
    expect(await take(day)).toEqual({ outcome: 'not_in_range' });
    expect(await deps.reps.get('kim')).toMatchObject({ version: 1 });
  });

  it('says so when somebody changed the rep meanwhile, or there is none', async () => {
    const stale = {
      ...deps.reps,
      get: deps.reps.get.bind(deps.reps),
      save: async () => ({ outcome: 'stale' as const }),
    };
    const other = { ...deps, reps: Object.assign(Object.create(deps.reps), stale) };
    expect(await takeLeave({ rep: 'kim', day: '2026-12-24' }, MONDAY, other)).toEqual({ outcome: 'stale' });
    expect(await take('2026-12-24', 'nobody')).toEqual({ outcome: 'no_such_rep' });
  });
});
