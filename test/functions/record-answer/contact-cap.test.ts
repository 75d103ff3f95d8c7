import { expect, it } from 'vitest';
import { contactCapProblem } from '../../../functions/record-answer/contact-cap.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan, aRecycling } from '../../support/builders/plan.ts';

const DAY = 24 * 3600;

it('states how many contacts the plan allows and when the next one is allowed', async () => {
  const deps = createInMemoryDeps();
  const stop = { cycles: 3, contacts: { most: 2, withinSeconds: 90 * DAY }, then: 'close' } as const;
  const plan = aPlan({ recycling: aRecycling({ stop }) });
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
  const contacts = [addSeconds(MONDAY, -DAY), MONDAY];
  const { id } = await aStoredLead(deps.leads, 'nurturing', { contacts });
  expect(await contactCapProblem(id, MONDAY, deps)).toEqual({
    kind: 'conflict',
    detail:
      'The plan allows 2 contacts within 90 days; the next one is allowed from 2027-02-20T09:00:00.000Z. ' +
      'A reply or a meeting may still be recorded.',
  });
  const free = addSeconds(MONDAY, 90 * DAY);
  expect(await contactCapProblem(id, free, deps)).toMatchObject({
    detail: expect.stringContaining('not allow contacting'),
  });
});
