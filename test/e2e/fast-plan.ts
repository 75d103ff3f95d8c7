import { expect } from 'vitest';
import { activatePlanWith } from './activate-plan.ts';
import { eventually } from './eventually.ts';
import { readLead } from './http.ts';
import { aNewPerson, postLead } from './leads.ts';

/** Activates a plan that gives routing five seconds instead of minutes. @returns what activates the plan before again */
export async function activateFastPlan(): Promise<() => Promise<void>> {
  const activateBefore = await activatePlanWith('within: 2m', 'within: 5s');
  // A process that has not seen the plan keeps the one before for a moment.
  await eventually(async () => {
    const { dueAt = '', receivedAt } = await readLead(await postLead(aNewPerson()));
    expect(Date.parse(dueAt) - Date.parse(receivedAt)).toBeLessThan(60_000);
  });
  return activateBefore;
}
