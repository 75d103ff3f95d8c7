import { beforeEach, expect, it } from 'vitest';
import type { Reach } from '../../../shared/domain/team/rep.ts';
import { tellOrHold } from '../../../shared/use-cases/notifications/hold-notification.ts';
import { loadSubject } from '../../../shared/use-cases/notifications/send-notification.ts';
import { anAssignedLead, type StoppedBaton } from '../stopped-baton.ts';

let started: StoppedBaton;
beforeEach(async () => {
  started = await anAssignedLead();
});

/** Tells Kim, who prefers this, that the lead went quiet. */
async function tellKim(reach: Reach | undefined, occasion: 'quiet' | 'assigned' = 'quiet') {
  const { baton, deps, id } = started;
  const rep = await deps.reps.get('kim');
  if (!rep) throw new Error('no kim');
  await deps.reps.save(
    { ...rep, reach, version: rep.version + 1 },
    { rep: 'kim', version: rep.version + 1, at: baton.now, teams: [] },
  );
  const subject = await loadSubject({ lead: await baton.lead(id) }, deps);
  return tellOrHold({ ...subject, id: 'e1.kim', event: 'e1', to: 'kim', occasion, now: baton.now }, deps);
}

it('tells somebody who prefers nothing at once', async () => {
  expect(await tellKim(undefined)).toBe('notified');
});

it('holds what is not urgent for the digest, as ids, once', async () => {
  expect(await tellKim({ digest: '08:30' })).toBe('held');
  expect(await tellKim({ digest: '08:30' })).toBe('held');
  const held = await started.deps.heldMatters.due('2099-01-01T00:00:00.000Z', 10);
  expect(held).toEqual([
    {
      ...{ id: 'e1.kim', lead: started.id, event: 'e1', to: 'kim', occasion: 'quiet' },
      ...{ heldAt: started.baton.now, dueAt: expect.any(String) },
    },
  ]);
  expect(started.deps.notifier.received).toEqual([]);
});

it('tells what is urgent at once', async () => {
  expect(await tellKim({ digest: '08:30', quiet: true }, 'assigned')).toBe('notified');
});
