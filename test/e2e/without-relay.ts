import { afterAll, beforeAll } from 'vitest';
import { activateFastPlan } from './fast-plan.ts';
import { switchRelay } from './relay.ts';

/** Lets the tests around run while no event nudges anything, by a plan that gives routing five seconds. */
export function runWithoutRelay(): void {
  let activatePlanBefore: () => Promise<void>;
  beforeAll(async () => {
    activatePlanBefore = await activateFastPlan();
    await switchRelay(false);
  });
  afterAll(async () => {
    await switchRelay(true);
    await activatePlanBefore();
  });
}
