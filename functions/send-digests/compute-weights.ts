import type { Invocation } from '../../shared/runtime/lambda/invocation.ts';
import { refreshTurnWeights } from '../../shared/use-cases/assignment/refresh-turn-weights.ts';

/** Computes what results do to the weights of reps, where that is due. @returns for how many teams it failed */
export async function computeWeights(
  { now, log }: Pick<Invocation, 'now' | 'log'>,
  deps: Parameters<typeof refreshTurnWeights>[1],
): Promise<number> {
  const { computed, failed } = await refreshTurnWeights(now, deps);
  if (computed > 0) log.info('turn_weights_computed', { count: computed });
  if (failed > 0) log.warn('turn_weights_failed', { failed });
  return failed;
}
