import type { LeadEvent } from '../../domain/lead/events.ts';
import { isCountingNudge } from '../../domain/reporting/counting-nudges.ts';
import type { CountingQueue } from '../../ports/counting-queue.ts';

/**
 * Asks for the leads of some events to be counted, once each. Never throws: whoever publishes events must not be held up
 * by reports.
 * @param onFailure is told why the request failed, and of how many leads
 */
export async function requestCounting(
  events: readonly LeadEvent[],
  { countingQueue }: { readonly countingQueue: CountingQueue },
  onFailure: (error: unknown, leads: number) => void,
): Promise<void> {
  const leads = [...new Set(events.filter(isCountingNudge).map(({ lead }) => lead))];
  if (leads.length === 0) return;
  try {
    await countingQueue.request(leads);
  } catch (error) {
    onFailure(error, leads.length);
  }
}
