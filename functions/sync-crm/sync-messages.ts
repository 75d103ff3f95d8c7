import type { MessageVisibility } from '../../shared/adapters/sqs/message-visibility.ts';
import * as z from '../../shared/domain/lazy-zod.ts';
import type { Invocation } from '../../shared/runtime/lambda/invocation.ts';
import type { FailedMessageIds, QueueMessage } from '../../shared/runtime/lambda/queue-handler.ts';
import type { SyncDeps, SyncResult } from '../../shared/use-cases/crm/sync-deps.ts';
import { syncLeads } from '../../shared/use-cases/crm/sync-leads.ts';

/** A message of the queue: a hint to look at a lead. */
export const CrmMessage = z.object({
  lead: z.string().min(1),
  dueAt: z.iso.datetime({ precision: 3 }).optional(),
});
type Message = QueueMessage<z.output<typeof CrmMessage>>;

/** Outcomes after which the message goes to the dead-letter queue. */
const COME_BACK: ReadonlySet<SyncResult['outcome']> = new Set(['given_up', 'set_aside', 'unreadable']);

/**
 * Writes the leads of a batch in common.
 * @returns the messages that come back, at once, until the queue moves them to the dead-letter queue: those that were
 * given up
 */
export async function syncMessages(
  messages: readonly Message[],
  { now, log, meter }: Pick<Invocation, 'now' | 'log' | 'meter'>,
  deps: SyncDeps & { readonly messages: Pick<MessageVisibility, 'extend'> },
): Promise<FailedMessageIds> {
  const nudges = messages.map(({ body, attempt }) => ({ nudge: body, received: attempt }));
  const results = await syncLeads(nudges, now, deps);
  const back: string[] = [];
  for (const [at, { id, receipt }] of messages.entries()) {
    const result = results[at];
    if (!result) continue;
    const { lead: leadId, outcome, because, problems } = result;
    if (because !== undefined) {
      log.warn('crm_not_written', { leadId, outcome, errorCode: because });
      meter.add('CrmFailed');
    }
    if (problems.length > 0) {
      log.warn('crm_left_out', { leadId, count: problems.length });
      meter.add('CrmLeftOut');
    }
    if (!COME_BACK.has(outcome)) continue;
    await deps.messages.extend(receipt, 0);
    back.push(id);
  }
  return back;
}
