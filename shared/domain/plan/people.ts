import type { RepId } from '../ids.ts';
import type { Plan } from './plan.ts';

/** Somebody whom a plan names, and what for. */
interface PlanPerson {
  readonly rep: RepId;
  /** `owner of the plan`, `manager of sdr-emea`. */
  readonly role: string;
}

/** Returns everybody a plan makes accountable for something, once for each role. */
function peopleInPlan(plan: Plan): readonly PlanPerson[] {
  const nurturing = plan.layers.flatMap(({ rules }) =>
    rules.flatMap(({ rule, then }) => (then.kind === 'nurture' ? [{ rep: then.owner, role: `owner of ${rule}` }] : [])),
  );
  return [
    { rep: plan.owner, role: 'owner of the plan' },
    { rep: plan.beforeAssignment.owner, role: 'owner before assignment' },
    ...Object.values(plan.teams).map(({ id, manager }) => ({ rep: manager, role: `manager of ${id}` })),
    ...Object.values(plan.queues).map(({ id, owner }) => ({ rep: owner, role: `owner of ${id}` })),
    ...nurturing,
  ];
}

/** Whom a plan names although they do not exist or have left: nobody would read what they are told. */
export interface MissingPerson {
  readonly rep: RepId;
  readonly why: 'unknown' | 'left';
  readonly roles: readonly string[];
}

/** Returns the people of a plan who are not among the reps, or have left. */
export function findMissingPeople(
  plan: Plan,
  reps: readonly { readonly id: RepId; readonly active: boolean }[],
): readonly MissingPerson[] {
  const known = new Map(reps.map(({ id, active }) => [id, active]));
  return [...Map.groupBy(peopleInPlan(plan), ({ rep }) => rep)].flatMap(([rep, roles]): MissingPerson[] => {
    const active = known.get(rep);
    if (active === true) return [];
    return [{ rep, why: active === undefined ? 'unknown' : 'left', roles: roles.map(({ role }) => role) }];
  });
}

/** Says in one line whom a plan names in vain, and for what. */
export function describeMissingPerson({ rep, why, roles }: MissingPerson): string {
  return `${rep} (${roles.join(', ')}) ${why === 'left' ? 'has left' : 'is not among the reps'}`;
}
