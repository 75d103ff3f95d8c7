import { beforeEach, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { InMemoryDigests } from '../../../shared/adapters/in-memory/in-memory-digests.ts';
import type { ManagerMail } from '../../../shared/ports/manager-mailer.ts';
import { sendManagerMails } from '../../../shared/use-cases/notifications/send-manager-mails.ts';
import { reviewPlan } from '../../../shared/use-cases/plans/review-plan.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

const PUBLISHED = '2026-11-02T09:00:00.000Z';
const at = (day: string) => `${day}T12:00:00.000Z`;
const change = { why: 'DACH split', review: '2026-11-24' };

let deps: InMemoryDeps;
let sent: { readonly id: string; readonly to: string; readonly mail: ManagerMail }[];
let digests: InMemoryDigests;
beforeEach(async () => {
  deps = createInMemoryDeps();
  digests = new InMemoryDigests();
  sent = [];
  await deps.plans.putInForce(aDraft({ plan: aPlan({ change }) }), { at: PUBLISHED, by: 'ivo' });
  const person = { teams: {}, addresses: { email: 'dana@acme.example' }, reach: { reports: false } } as const;
  await saveReps(deps.reps, aRep({ id: 'dana', hours: 'always', ...person }));
});

async function run(day: string): Promise<readonly string[]> {
  const before = sent.length;
  await sendManagerMails(at(day), {
    ...deps,
    digestStore: digests,
    managerMailer: {
      send: async (id, mail, person) => {
        sent.push({ id, to: person.id, mail });
        return { outcome: 'sent', id };
      },
    },
  });
  return sent.slice(before).map(({ id }) => id);
}

it('reminds the owner of the plan once when its review is due, and again each week, whatever reports they want', async () => {
  expect(await run('2026-11-23')).toEqual([]);
  expect(await run('2026-11-24')).toEqual(['review.1-2026-11-24.dana']);
  expect(await run('2026-11-25')).toEqual([]);
  expect(await run('2026-12-01')).toEqual(['review.1-2026-12-01.dana']);
});

it('names what was imported since the last review', async () => {
  const teams = { kind: 'teams', rows: 2, by: 'ivo', at: at('2026-11-10') } as const;
  await deps.planJournal.add(teams);
  await run('2026-11-24');
  const report = { to: 'dana', plan: 'inbound', review: expect.objectContaining({ version: 1, changes: [teams] }) };
  expect(sent).toMatchObject([{ to: 'dana', mail: { kind: 'review', report } }]);
});

it('stops once the plan was reviewed, or another version is in force', async () => {
  await run('2026-11-24');
  await reviewPlan({ version: 1, why: 'it works', by: 'dana', now: at('2026-11-25') }, deps);
  expect(await run('2026-12-01')).toEqual([]);
  expect(await run('2027-02-23')).toEqual(['review.1-2027-02-23.dana']);
  await deps.plans.putInForce(aDraft(), { at: at('2027-02-24'), by: 'ivo' });
  expect(await run('2027-03-02')).toEqual([]);
});
