import type { FindFirstRule } from './engines/engine.ts';
import type { Lead } from './rule-set.ts';

const ROUNDS = 5;
/** CPU time of one round at least. */
const ROUND_MICROSECONDS = 400_000;
/** Decisions between two looks at the clock, of which each takes a microsecond: for engines of more than 20,000 a second. */
const QUICK_BATCH = 200;

/**
 * Measures an engine in rounds over the leads, and returns the best round as decisions in a second of CPU time of this
 * process, all of its threads together.
 */
export async function measureDecisions(find: FindFirstRule, leads: readonly Lead[]): Promise<number> {
  let best = 0;
  let next = 0;
  let batch = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = process.cpuUsage();
    let used = 0;
    let decisions = 0;
    while (used < ROUND_MICROSECONDS) {
      for (let index = 0; index < batch; index += 1) {
        const lead = leads[next % leads.length];
        next += 1;
        if (lead === undefined) throw new Error('there are no leads to decide about');
        const answer = find(lead);
        if (typeof answer !== 'number') await answer;
      }
      decisions += batch;
      const { user, system } = process.cpuUsage(start);
      used = user + system;
    }
    best = Math.max(best, (decisions / used) * 1_000_000);
    batch = best > 100 * QUICK_BATCH ? QUICK_BATCH : 1;
  }
  return best;
}
