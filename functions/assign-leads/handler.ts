import * as z from '../../shared/domain/lazy-zod.ts';
import { createQueueHandler, handleEachMessage } from '../../shared/runtime/lambda/queue-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { createCalendarRefresh } from '../wiring/calendar-refresh.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('assign-leads');
const deps = { ...createCachedStores(), calendarRefresh: createCalendarRefresh() };
const Ring = z.object({ team: z.string() });

/**
 * Drains the queue of each team whose doorbell rang. Trigger: the FIFO doorbell queue, one message group a team, so
 * each team has one writer at a time; the ledger's version guards against a second one. Duplicates: rings of one team
 * in a batch are handled once; a further ring finds nothing to do. Late: works on the queue as it is now.
 */
export const handler = createQueueHandler(runtime, Ring, async (messages, invocation) => {
  const { now, log } = invocation;
  const answered = new Map<string, boolean>();
  return handleEachMessage(messages, invocation, async ({ body: { team } }) => {
    if (answered.get(team) === false) throw new Error('an earlier ring of this team failed');
    if (answered.has(team)) return;
    answered.set(team, false);
    const drained = await assignTeam(team, now, deps);
    answered.set(team, true);
    log.debug('team_drained', {
      teamId: team,
      count: drained.assigned,
      skipped: drained.deferred,
      failed: drained.rejected,
    });
  });
});
