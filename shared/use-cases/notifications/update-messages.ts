import { offeredAnswersOf } from '../../domain/answers/offered-answers.ts';
import { firstResponseDueAt } from '../../domain/follow-up/sla.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Notice } from '../../domain/notifications/notice.ts';
import { sightOf } from '../../domain/notifications/sight.ts';
import { contactBudgetOf } from '../../domain/nurture/contact-budget.ts';
import { canLeaveBaton } from '../../domain/shadow/shadow-mode.ts';
import type { NoticeStore } from '../../ports/notice-store.ts';
import { type MessageContent, messageOfNotice, type SentMessages } from '../../ports/sent-messages.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { MAX_HISTORY_EVENTS } from './send-notification.ts';

/** What building the content of a message needs. */
type ContentDeps = Pick<Deps, 'leads' | 'plans'>;

export type UpdateMessagesDeps = ContentDeps &
  Pick<Deps, 'mode'> & {
    readonly notices: Pick<NoticeStore, 'list'>;
    readonly sentMessages: SentMessages;
  };

/** How many messages of a lead are kept up to date, the newest. */
const MAX_MESSAGES = 25;

/**
 * Makes the messages about a lead say what is true now, so that nobody acts on an old one: who has the lead, what became
 * of it, and nothing of the person once the reader has nothing to do with them. Each is tried, whatever fails.
 * @returns how many were changed
 * @throws when a channel does not work at the moment; it may all be done again.
 */
export async function updateMessages(leadId: LeadId, now: Instant, deps: UpdateMessagesDeps): Promise<number> {
  const notices = await deps.notices.list(leadId);
  const messages = notices
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .flatMap((notice) => {
      const message = messageOfNotice(notice);
      return message && deps.sentMessages.canChange(message.channel) ? [{ notice, message }] : [];
    })
    .slice(-MAX_MESSAGES);
  const lead = messages.length > 0 ? await deps.leads.load(leadId) : undefined;
  if (!lead || !canLeaveBaton(lead, await deps.mode())) return 0;
  const failures: unknown[] = [];
  let changed = 0;
  for (const { notice, message } of messages)
    try {
      const content = await contentFor(notice, lead, now, deps);
      if ((await deps.sentMessages.change(message, content)) === 'changed') changed += 1;
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
  return changed;
}

/** Returns what the message of a notice should say now. Loads nothing of the person for somebody who may not see them. */
export async function contentFor(
  { to, occasion }: Pick<Notice, 'to' | 'occasion'>,
  lead: Lead,
  now: Instant,
  deps: ContentDeps,
): Promise<MessageContent> {
  const sight = sightOf(lead, { to, occasion });
  const answers = offeredAnswersOf(lead, to);
  if (sight === 'past') return { to, occasion, lead, sight, answers, history: [] };
  const [person, history, plan] = await Promise.all([
    deps.leads.person(lead.id),
    deps.leads.timeline(lead.id),
    planOf(lead, deps),
  ]);
  return {
    ...{ to, occasion, lead, sight, answers, person },
    history: history.slice(-MAX_HISTORY_EVENTS),
    dueAt: lead.stage.state === 'assigned' ? firstResponseDueAt(lead.stage.deadlines) : undefined,
    contacts: plan && contactBudgetOf(lead, plan.recycling, now),
  };
}
