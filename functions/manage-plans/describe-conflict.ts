import type { Deps } from '../../shared/use-cases/deps.ts';

/** What to do while a pilot runs. */
export const PILOT_RUNS =
  'A pilot runs, so the plan in force stays. Nothing was changed. End it first: baton plan pilot stop, or promote.';

/** Says which version is in force instead of the expected one, and who put it in force and when. */
export async function describeConflict({ plans }: Pick<Deps, 'plans'>): Promise<string> {
  const [latest] = await plans.activations();
  if (!latest) return 'Another version of the plan is in force. Nothing was changed.';
  const { version, by, at } = latest;
  return `Version ${version} is in force: ${by} activated it at ${at}. Nothing was changed. Compare with it and try again.`;
}
