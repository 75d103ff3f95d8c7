import { KeptChangingError } from '../ports/store-error.ts';

/** Returned by a decision that lost a race: somebody else wrote first, so it has to be made again from what is stored. */
export const LOST_RACE = Symbol('lost race');

/**
 * Makes a decision until it does not lose a race. Whoever won has finished, and the next attempt reads what they wrote.
 * The store lets a short random time pass before it says that a race was lost, so that many writers come apart.
 * @param decide loads, decides and saves; gets the number of its attempt, from 1
 * @throws {KeptChangingError} with the text of `failure` after `maxAttempts` lost races; whatever called the use case
 * tries it again later.
 */
export async function decideAgain<Result>(
  limits: { readonly maxAttempts: number; readonly failure: string },
  decide: (attempt: number) => Promise<Result | typeof LOST_RACE>,
): Promise<Result> {
  for (let attempt = 1; attempt <= limits.maxAttempts; attempt += 1) {
    const result = await decide(attempt);
    if (result !== LOST_RACE) return result;
  }
  throw new KeptChangingError(limits.failure);
}
