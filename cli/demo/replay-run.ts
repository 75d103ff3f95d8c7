import { addSeconds, instantOf } from '../../shared/domain/instant.ts';
import type { ApiClient } from '../api-client.ts';
import { replaySince } from '../replay/replay-leads.ts';
import { formatReplay } from '../replay/replay-text.ts';

/** Kept data of earlier days is not replayed at each start. */
const REPLAYED_SECONDS = 24 * 3600;

/**
 * Makes every decision about the leads of the last day again, as `baton replay --since 1d` does. Returns what it says, and
 * whether none differs.
 */
export async function replayRun(
  api: Pick<ApiClient, 'call'>,
  nowMilliseconds: number,
): Promise<{ readonly text: string; readonly isEqual: boolean }> {
  const since = addSeconds(instantOf(nowMilliseconds), -REPLAYED_SECONDS);
  const decisions = await replaySince(api, { since, say: () => undefined });
  return {
    text: `Made again (baton replay --since 1d): ${formatReplay(decisions)}`,
    isEqual: decisions.every(({ outcome }) => outcome !== 'different'),
  };
}
