import type { Principal } from '../../shared/runtime/auth/principal.ts';
import { type Problem, problem } from '../../shared/runtime/http/problem.ts';

/** Refuses a key that names no person where two people must act: one person could hold two such keys. */
export function refuseMachine({ repId }: Principal): Problem<'forbidden'> | undefined {
  if (repId !== undefined) return undefined;
  return problem('forbidden', 'Two people must act here, so use a sign-in, or a key that names its person.');
}
