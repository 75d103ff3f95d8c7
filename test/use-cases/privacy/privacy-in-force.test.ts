import { expect, it } from 'vitest';
import { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { privacyInForce } from '../../../shared/use-cases/privacy/privacy-in-force.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';

it('follows the plan in force, and keeps the default without one', async () => {
  const { deps } = new VirtualBaton({ start: MONDAY });
  const byDefault = ['country', 'employees', 'industry', 'band', 'rule', 'outcome'];
  expect(await privacyInForce(deps)).toEqual({ eraseKeeps: byDefault });
  const privacy = { closedLead: { count: 2, unit: 'y' }, eraseKeeps: [] } as const;
  const version = await deps.plans.publish(aDraft({ plan: aPlan({ privacy }) }));
  expect(await privacyInForce(deps)).toEqual({ eraseKeeps: byDefault });
  await deps.plans.activate(version);
  expect(await privacyInForce(deps)).toEqual(privacy);
});
