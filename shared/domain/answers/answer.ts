import type { Instant } from '../instant.ts';

/** A rep's answer about a lead they hold; the same in a link, in the API and in a CRM. Reasons are codes. */
export type Answer =
  | { readonly answer: 'contacted'; readonly how?: string }
  | { readonly answer: 'qualified' }
  | { readonly answer: 'accepted' }
  | { readonly answer: 'declined'; readonly reason?: string }
  | { readonly answer: 'misrouted'; readonly reason: string }
  | { readonly answer: 'not_now'; readonly until?: Instant; readonly reason?: string }
  | { readonly answer: 'disqualified'; readonly reason: string }
  | { readonly answer: 'converted'; readonly amount?: number; readonly opportunity?: string };

/** Misroute reasons after which the lead is not routed again. */
const NOT_A_LEAD_REASONS = ['duplicate', 'spam'] as const;

/** Whether a reason says that there is no lead to route again. */
export function isNoLead(reason: string | undefined): boolean {
  return (NOT_A_LEAD_REASONS as readonly (string | undefined)[]).includes(reason);
}

/** The longest a lead may be postponed, in seconds (400 days). */
export const MAX_POSTPONE_SECONDS = 400 * 24 * 3600;

/**
 * Why an answer is rejected. `old_epoch`: the lead has been assigned again since. `no_owner`: no rep holds it.
 * `already_recorded`: there is nothing to record. `date_needed`: the plan has no duration for the reason.
 * `date_not_taken`: the plan has one, and a date would contradict it. `contact_cap`: the plan does not allow another
 * contact with the person yet.
 */
export type AnswerRefusal =
  | 'not_owner'
  | 'old_epoch'
  | 'no_owner'
  | 'already_recorded'
  | 'not_handed_off'
  | 'unknown_reason'
  | 'date_needed'
  | 'date_not_taken'
  | 'contact_cap'
  | 'no_plan';
