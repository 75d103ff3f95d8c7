import { beforeEach, describe, expect, it } from 'vitest';
import type { PilotStore } from '../../../shared/ports/pilot-store.ts';
import type { PlanStore } from '../../../shared/ports/plan-store.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aNewPilot } from '../../support/builders/pilot.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';

/** The pilots, and the plans beside which they run. */
export interface PilotStores {
  readonly plans: PlanStore;
  readonly pilots: PilotStore;
}

/** Contract of every PilotStore. */
export function pilotStoreContract(make: () => Promise<PilotStores>): void {
  describe('pilots', () => {
    const change = { why: 'a new team' };
    const entry = { at: minutesAfterMonday(1), by: 'dana' };
    const end = { at: minutesAfterMonday(9), by: 'ivo' };
    let plans: PlanStore;
    let pilots: PilotStore;
    beforeEach(async () => {
      ({ plans, pilots } = await make());
      await plans.publish(aDraft());
      await plans.publish(aDraft({ plan: aPlan({ change }), tree: { change } }));
      await plans.putInForce(1, entry, 0);
    });

    it('do not run at first', async () => {
      expect((await plans.active())?.pilot).toBeUndefined();
      expect(await pilots.list()).toEqual([]);
    });

    it('run beside the plan in force, and are listed without their salt', async () => {
      const { salt, ...listed } = aNewPilot();
      const pilot = { ...listed, id: 'pilot_1' };
      expect(await pilots.start(aNewPilot())).toEqual({ outcome: 'done', pilot });
      expect(await plans.active()).toMatchObject({ version: 1, pilot: { ...pilot, salt } });
      expect(await pilots.list()).toEqual([pilot]);
    });

    it('start only over the version in force, with a published version, and one at a time', async () => {
      expect(await pilots.start(aNewPilot({ over: 2 }))).toEqual({ outcome: 'conflict' });
      expect(await pilots.start(aNewPilot({ version: 7 }))).toEqual({ outcome: 'unknown_version' });
      const ends = await Promise.all(Array.from({ length: 3 }, () => pilots.start(aNewPilot())));
      expect(ends.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'pilot_running', 'pilot_running']);
      expect(await pilots.list()).toHaveLength(1);
    });

    it('keep the plan in force: neither a draft nor a version replaces it', async () => {
      await pilots.start(aNewPilot());
      expect(await plans.putInForce(aDraft(), entry, 1)).toEqual({ outcome: 'pilot_running' });
      expect(await plans.putInForce(2, entry)).toEqual({ outcome: 'pilot_running' });
      expect([(await plans.active())?.version, (await plans.versions()).length]).toEqual([1, 2]);
    });

    it('grow, and never shrink', async () => {
      await pilots.start(aNewPilot({ share: 0.1 }));
      expect(await pilots.grow('pilot_1', 0.5)).toEqual({ outcome: 'done' });
      expect(await pilots.grow('pilot_1', 0.2)).toEqual({ outcome: 'not_running' });
      expect(await pilots.grow('pilot_2', 0.9)).toEqual({ outcome: 'not_running' });
      expect((await plans.active())?.pilot?.share).toBe(0.5);
      expect(await pilots.list()).toMatchObject([{ share: 0.5 }]);
    });

    it('stop: the plan in force stays, the salt is gone, and another one may start', async () => {
      await pilots.start(aNewPilot());
      const stop = { ...end, how: 'stopped', reason: 'too many breaches' } as const;
      expect(await pilots.end('pilot_1', stop)).toEqual({ outcome: 'done' });
      expect(await pilots.end('pilot_1', { ...end, how: 'promoted' })).toEqual({ outcome: 'not_running' });
      expect(await plans.active()).toMatchObject({ version: 1 });
      expect((await plans.active())?.pilot).toBeUndefined();
      expect(await plans.activations()).toHaveLength(1);
      expect(await pilots.start(aNewPilot())).toMatchObject({ outcome: 'done', pilot: { id: 'pilot_2' } });
      expect(await pilots.list()).toMatchObject([{ id: 'pilot_2' }, { id: 'pilot_1', end: stop }]);
    });

    it('are promoted: their version is in force, with an entry of the history', async () => {
      await pilots.start(aNewPilot());
      const promoted = { ...end, how: 'promoted', reason: 'fewer breaches' } as const;
      expect(await pilots.end('pilot_1', promoted)).toEqual({ outcome: 'done' });
      expect(await plans.active()).toMatchObject({ version: 2 });
      const { at, by, reason } = promoted;
      expect(await plans.activations()).toEqual([
        { version: 2, at, by, reason, pilot: 'pilot_1', change },
        { version: 1, ...entry },
      ]);
      expect(await plans.putInForce(1, entry, 2)).toEqual({ outcome: 'done', version: 1 });
    });
  });
}
