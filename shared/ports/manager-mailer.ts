import type { PlanReviewReminder } from '../domain/plan-review/plan-review.ts';
import type { MorningReport } from '../domain/reporting/morning-report.ts';
import type { WeeklyReport } from '../domain/reporting/weekly-report.ts';
import type { Rep } from '../domain/team/rep.ts';
import type { MailResult } from './mailer.ts';

/** What a manager is told besides notifications about single leads. */
export type ManagerMail =
  | { readonly kind: 'morning'; readonly report: MorningReport }
  | { readonly kind: 'weekly'; readonly report: WeeklyReport }
  | { readonly kind: 'review'; readonly report: PlanReviewReminder };

/**
 * Sends managers their mails.
 * @throws when mail does not work at the moment.
 */
export interface ManagerMailer {
  /** @param id that of its digest, by which a report of a bounce finds it */
  send(id: string, mail: ManagerMail, person: Rep): Promise<MailResult>;
}
