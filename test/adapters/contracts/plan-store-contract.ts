import { beforeEach, describe, expect, it } from 'vitest';
import type { PlanStore } from '../../../shared/ports/plan-store.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';

/** Contract of every PlanStore. */
export function planStoreContract(make: () => Promise<PlanStore>): void {
  describe('plans', () => {
    let plans: PlanStore;
    beforeEach(async () => {
      plans = await make();
    });

    it('do not exist at first', async () => {
      expect(await plans.active()).toBeUndefined();
      expect(await plans.version(1)).toBeUndefined();
      expect(await plans.versions()).toEqual([]);
    });

    it('are numbered from 1 in order of publication, and stored complete', async () => {
      const plan = aPlan({ owner: 'ivo' });
      const second = aDraft({
        plan,
        text: 'plan: second\n',
        tree: { plan: 'second' },
        publishedAt: minutesAfterMonday(1),
      });
      expect(await plans.publish(aDraft())).toBe(1);
      expect(await plans.publish(second)).toBe(2);
      expect(await plans.version(1)).toEqual({ ...aDraft(), version: 1 });
      expect(await plans.version(2)).toEqual({ ...second, version: 2 });
    });

    it('are listed newest first', async () => {
      await plans.publish(aDraft());
      await plans.publish(aDraft({ publishedAt: minutesAfterMonday(1), publishedBy: 'ivo' }));
      const { publishedAt, publishedBy } = aDraft();
      expect(await plans.versions()).toEqual([
        { version: 2, publishedAt: minutesAfterMonday(1), publishedBy: 'ivo' },
        { version: 1, publishedAt, publishedBy },
      ]);
    });

    it('published concurrently get distinct numbers', async () => {
      const numbers = await Promise.all(Array.from({ length: 5 }, () => plans.publish(aDraft())));
      expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5]);
    });

    it('become active when activated, not when published, in any order', async () => {
      await plans.publish(aDraft());
      await plans.publish(aDraft({ text: 'plan: second' }));
      expect(await plans.active()).toBeUndefined();
      expect(await plans.activate(2)).toEqual({ outcome: 'done' });
      expect((await plans.active())?.text).toBe('plan: second');
      expect(await plans.activate(1)).toEqual({ outcome: 'done' });
      expect((await plans.active())?.version).toBe(1);
    });

    it('go in force with an entry of who and why, newest first, as a draft or as an earlier version', async () => {
      const change = { why: 'a new team', expect: 'fewer waits', review: '2027-03-31' };
      const plan = aPlan({ change });
      const [at, later] = [minutesAfterMonday(1), minutesAfterMonday(2)];
      await plans.publish(aDraft());
      expect(await plans.putInForce(1, { at, by: 'ivo' }, 0)).toEqual({ outcome: 'done', version: 1 });
      const draft = aDraft({ plan, tree: { change } });
      const entry = { at: later, by: 'dana', forced: 'known gap' };
      expect(await plans.putInForce(draft, entry, 1)).toEqual({ outcome: 'done', version: 2 });
      const back = { at: later, by: 'mia', reason: 'too many waits' };
      expect(await plans.putInForce(1, back, 2)).toEqual({ outcome: 'done', version: 1 });
      expect((await plans.active())?.version).toBe(1);
      expect(await plans.activations()).toEqual([
        { version: 1, ...back },
        { version: 2, ...entry, change },
        { version: 1, at, by: 'ivo' },
      ]);
    });

    it('are neither stored nor put in force over another version than the one expected', async () => {
      await plans.putInForce(aDraft(), { at: minutesAfterMonday(1), by: 'ivo' }, 0);
      const entry = { at: minutesAfterMonday(2), by: 'dana' };
      expect(await plans.putInForce(aDraft(), entry, 0)).toEqual({ outcome: 'conflict' });
      expect(await plans.putInForce(1, entry, 7)).toEqual({ outcome: 'conflict' });
      expect(await plans.putInForce(9, entry, 1)).toEqual({ outcome: 'unknown_version' });
      expect([(await plans.versions()).length, (await plans.activations()).length]).toEqual([1, 1]);
      expect((await plans.active())?.version).toBe(1);
    });

    it('published over the same version at once: one is in force, the others are refused', async () => {
      const entry = { at: minutesAfterMonday(1), by: 'dana' };
      const ends = await Promise.all(Array.from({ length: 4 }, () => plans.putInForce(aDraft(), entry, 0)));
      expect(ends.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'conflict', 'conflict', 'done']);
      expect(await plans.versions()).toHaveLength(1);
    });

    describe('proposed to a second person', () => {
      const [at, later] = [minutesAfterMonday(1), minutesAfterMonday(2)];
      const proposal = { version: 1, over: 0, by: 'ivo', at, expiresAt: minutesAfterMonday(60) };
      beforeEach(async () => {
        await plans.publish(aDraft());
        await plans.propose(proposal);
      });

      it('wait, and go in force when that person approves, once, with both in the history', async () => {
        expect(await plans.active()).toBeUndefined();
        expect(await plans.proposals()).toEqual([{ ...proposal, state: 'open' }]);
        const entry = { at: later, by: 'ivo', approvedBy: 'dana' };
        expect(await plans.putInForce(1, entry, 0)).toEqual({ outcome: 'done', version: 1 });
        expect(await plans.proposals()).toEqual([{ ...proposal, state: 'approved' }]);
        expect(await plans.activations()).toEqual([{ version: 1, ...entry }]);
        expect(await plans.putInForce(1, entry, 1)).toEqual({ outcome: 'not_proposed' });
      });

      it.each([
        ['the person who proposed it', { at: later, approvedBy: 'ivo' }, 'same_person'],
        ['anybody once it has expired', { at: proposal.expiresAt, approvedBy: 'dana' }, 'expired'],
      ])('are not approved by %s', async (_, entry, outcome) => {
        expect(await plans.putInForce(1, { by: 'ivo', ...entry }, 0)).toEqual({ outcome });
        expect(await plans.active()).toBeUndefined();
      });

      it('are not approved over another version than the one compared with, nor without a proposal', async () => {
        const entry = { at: later, by: 'ivo', approvedBy: 'dana' };
        await plans.putInForce(aDraft(), { at, by: 'mia' }, 0);
        expect(await plans.putInForce(1, entry, 0)).toEqual({ outcome: 'conflict' });
        expect(await plans.putInForce(2, entry, 2)).toEqual({ outcome: 'not_proposed' });
      });

      it('are put in force once by two who approve at the same time', async () => {
        const approve = (approvedBy: string) => plans.putInForce(1, { at: later, by: 'ivo', approvedBy }, 0);
        const ends = await Promise.all([approve('dana'), approve('mia')]);
        expect(ends.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
        expect(await plans.activations()).toHaveLength(1);
      });
    });

    it('cannot be activated unpublished', async () => {
      await plans.publish(aDraft());
      await plans.activate(1);
      expect(await plans.activate(7)).toEqual({ outcome: 'unknown_version' });
      expect((await plans.active())?.version).toBe(1);
    });
  });
}
