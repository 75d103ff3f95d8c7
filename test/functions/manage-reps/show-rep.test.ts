import { expect, it } from 'vitest';
import { getLedger } from '../../../functions/manage-reps/show-rep.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';

it.each(['nowhere', 'constructor', 'toString', 'hasOwnProperty'])('there is no ledger of a team %s', async (id) => {
  const deps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan() })));
  const reply = await getLedger(
    { params: { id }, principal: { keyId: 'k', role: 'admin' }, now: MONDAY } as never,
    deps,
  );
  expect(reply).toMatchObject({ kind: 'not-found' });
});
