import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import { type RetentionRun, runRetentionPage } from '../../shared/use-cases/privacy/retention-run.ts';
import { interruptStores } from '../support/interrupted.ts';
import { anAgingOffice } from '../use-cases/privacy/an-aging-office.ts';
import { DAY } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const STORES = ['leads', 'deliveries', 'eraser', 'erasures'] as const;
type Office = Awaited<ReturnType<typeof anAgingOffice>>;

async function runWhole(now: Instant, deps: PrivacyDeps): Promise<void> {
  let run: Pick<RetentionRun, 'task' | 'page' | 'cursor' | 'again'> & { readonly done?: boolean } = {
    task: 'erasures',
    page: 0,
  };
  while (!run.done) run = await runRetentionPage(run, { now, bodyRetentionDays: 400 }, deps);
}

/** An office with an old closed lead of two people and an open one of a third, two years and a month later. */
async function anOldOffice() {
  const office = await anAgingOffice();
  const [ada, bo, cy] = [await office.close('ada'), await office.close('bo'), await office.open('cy')] as const;
  office.baton.now = addSeconds(office.baton.now, 790 * DAY);
  return { ...office, ada, bo, cy };
}

/** Interrupts a run at its first call, then at its second, and so on; returns how many calls it has. */
async function interruptEverywhere(
  disturb: (office: Office & { readonly cy: string }) => Promise<unknown>,
  check: (office: Awaited<ReturnType<typeof anOldOffice>>) => Promise<void>,
) {
  for (let number = 1; ; number += 1) {
    const office = await anOldOffice();
    let calls = 0;
    const deps = interruptStores(office.deps, STORES, async () => {
      calls += 1;
      if (calls === number) await disturb(office);
    });
    await runWhole(office.baton.now, deps).catch(() => undefined);
    if (calls < number) return number - 1;
    await check(office);
  }
}

/** Runs once more, undisturbed, and expects the old leads gone, everybody else as they were, and nothing inconsistent. */
async function expectOldOnesGone(office: Awaited<ReturnType<typeof anOldOffice>>) {
  await runWhole(office.baton.now, office.deps);
  expect(await office.withPerson(office.ada, office.bo, office.cy)).toEqual([office.cy]);
  const records = await office.allRecords();
  expect(records.filter(({ remaining }) => remaining.length > 0)).toEqual([]);
  // Whatever was erased can be erased again after a restore.
  expect(new Set(records.flatMap(({ leads }) => leads))).toEqual(new Set([office.ada, office.bo]));
  await expectInvariants(office.baton);
}

describe('a daily retention, at whichever call it is disturbed,', () => {
  it('erases the old leads once and nobody else, when another run comes in between', async () => {
    const calls = await interruptEverywhere((office) => runWhole(office.baton.now, office.deps), expectOldOnesGone);
    expect(calls).toBeGreaterThan(10);
  });

  it('is finished by the next run when it dies', async () => {
    const die = async () => Promise.reject(new Error('the process died'));
    expect(await interruptEverywhere(die, expectOldOnesGone)).toBeGreaterThan(10);
  });

  it('leaves alone the new lead of a person who writes again', async () => {
    await interruptEverywhere(
      (office) => office.open('ada'),
      async (office) => {
        const leads = [...office.baton.deps.world.leads.values()];
        const fresh = leads.filter(({ stage, id }) => stage.state !== 'closed' && id !== office.cy);
        expect(fresh).toHaveLength(1);
        const id = fresh[0]?.id ?? '';
        expect(await office.withPerson(id)).toEqual([id]);
        // Their keys lead to it: what they write next is added to it.
        expect(await office.open('ada')).toBe(id);
        expect(await office.withPerson(office.cy)).toEqual([office.cy]);
        await expectInvariants(office.baton);
      },
    );
  });
});
