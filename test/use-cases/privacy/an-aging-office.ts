import { InMemoryDoNotContactRecords } from '../../../shared/adapters/in-memory/in-memory-do-not-contact.ts';
import { InMemoryErasureRecords, InMemoryPersonEraser } from '../../../shared/adapters/in-memory/in-memory-privacy.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { DEFAULT_PRIVACY } from '../../../shared/domain/plan/privacy.ts';
import type { PrivacyDeps } from '../../../shared/use-cases/privacy/privacy-deps.ts';
import { aBaton, aDemoRequest, answerAsOwner } from '../../scenarios/a-baton.ts';

const BY_HAND = { timers: false, sweep: false, recycling: false } as const;

/** Starts a Baton whose plan keeps closed leads for two years and bodies for thirty days, or as the test says. */
export async function anAgingOffice(privacy: Partial<Plan['privacy']> = {}) {
  const plan = {
    privacy: {
      ...DEFAULT_PRIVACY,
      rawBody: { count: 30, unit: 'd' },
      closedLead: { count: 24, unit: 'mo' },
      ...privacy,
    },
  } as const;
  const baton = await aBaton({ plan, switches: BY_HAND });
  const records = new InMemoryErasureRecords();
  const deps: PrivacyDeps = {
    ...baton.deps,
    eraser: new InMemoryPersonEraser(baton.deps.world),
    erasures: records,
    doNotContactRecords: new InMemoryDoNotContactRecords(),
  };

  let messages = 0;
  /** Has a person write, and returns their lead. */
  const open = (name: string) => {
    messages += 1;
    return baton.postOne(aDemoRequest(name, { message: `message ${messages}` }));
  };
  /** Has a person write, and closes their lead at once. */
  const close = async (name: string) => {
    const id = await open(name);
    await answerAsOwner(baton, id, { answer: 'disqualified', reason: 'no_need' });
    return id;
  };
  /** Returns those of these leads that still know their person. */
  const withPerson = async (...ids: readonly string[]) => {
    const people = await Promise.all(ids.map((id) => deps.leads.person(id)));
    return ids.filter((_, at) => people[at] !== undefined);
  };
  const allRecords = async () => (await records.list({ limit: 100 })).items;
  return { baton, deps, open, close, withPerson, allRecords };
}
