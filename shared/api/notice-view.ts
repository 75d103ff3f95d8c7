import * as z from '../domain/lazy-zod.ts';
import { ATTEMPT_OUTCOMES, NOTICE_STATUSES, type Notice, OCCASIONS } from '../domain/notifications/notice.ts';
import { instantField } from './values.ts';

/** What became of one notification to one person. */
export const NoticeView = z
  .object({
    id: z.string(),
    to: z.string().describe("A rep's id."),
    occasion: z.enum(OCCASIONS),
    status: z
      .enum(NOTICE_STATUSES)
      .describe('failing: no channel works, and it is tried again; not_reached: no channel can reach the person.'),
    at: instantField,
    attempts: z
      .array(
        z.object({
          channel: z.string(),
          at: instantField,
          outcome: z.enum(ATTEMPT_OUTCOMES),
          because: z.string().optional().describe('Why it failed, as a code.'),
        }),
      )
      .readonly()
      .describe('The newest attempts, oldest first.'),
  })
  .meta({ id: 'Notice' });

/** Returns a notice as the timeline shows it. */
export function toNoticeView({ lead, reference, ...rest }: Notice): z.input<typeof NoticeView> {
  return rest;
}
