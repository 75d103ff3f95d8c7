import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { BATON_DIRECTORY } from '../../infra/project-root.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { type LocalPerson, type SignInProvider, startSignInProvider } from './sign-in-provider.ts';

const PeopleFile = z.object({
  reps: z.record(z.string(), z.object({ name: z.string(), email: z.string().optional() })),
});

/**
 * Returns who can sign in locally: everybody in a file of reps who has an e-mail address. The owner of the plan is an
 * admin, managers of teams are managers.
 */
export function readLocalPeople(repsYaml: string, plan: Pick<Plan, 'owner' | 'teams'>): readonly LocalPerson[] {
  const managers = new Set(Object.values(plan.teams).map(({ manager }) => manager));
  const { reps } = PeopleFile.parse(parse(repsYaml));
  return Object.entries(reps).flatMap(([id, { name, email }]) => {
    if (email === undefined) return [];
    const group = id === plan.owner ? 'admins' : managers.has(id) ? 'managers' : 'reps';
    return [{ id, name, email, groups: [group] as const }];
  });
}

/**
 * Starts the local sign-in of `npm start`. It keeps its port from run to run, since the stack in kept data is deployed
 * with it.
 */
export async function startDemoSignIn(
  people: readonly LocalPerson[],
  file = join(BATON_DIRECTORY, 'demo', 'sign-in-port'),
): Promise<SignInProvider> {
  const kept = Number((await readFile(file, 'utf8').catch(() => '')).trim());
  const provider = await startSignInProvider({ people, port: Number.isInteger(kept) ? kept : 0 });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${provider.port}\n`);
  return provider;
}
