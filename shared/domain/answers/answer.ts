import type { Instant } from '../instant.ts';

/** What a rep says about a lead they have; the same in a link, in the API and in a CRM. Reasons are codes. */
export type Answer =
  | { readonly answer: 'contacted'; readonly how?: string }
  | { readonly answer: 'qualified' }
  | { readonly answer: 'accepted' }
  | { readonly answer: 'declined'; readonly reason?: string }
  | { readonly answer: 'misrouted'; readonly reason: string }
  | { readonly answer: 'not_now'; readonly until?: Instant; readonly reason?: string }
  | { readonly answer: 'disqualified'; readonly reason: string }
  | { readonly answer: 'converted'; readonly amount?: number; readonly opportunity?: string };

/** Misroute reasons after which there is nothing to route again. */
export const NOT_A_LEAD = ['duplicate', 'spam'] as const;

/** The furthest a lead may be put off, in seconds. */
export const NOT_NOW_AT_MOST_SECONDS = 400 * 24 * 3600;

/**
 * Why an answer is not taken. `old_epoch`: the lead has been given to somebody since; `nobody_has_it`: it is not with a rep; `already_so`:
 * nothing to record; `date_needed`: the plan has no time for the reason; `contact_cap`: it lets nobody contact the person yet.
 */
export type AnswerRefusal =
  | 'not_yours'
  | 'old_epoch'
  | 'nobody_has_it'
  | 'already_so'
  | 'not_handed_on'
  | 'unknown_reason'
  | 'date_needed'
  | 'contact_cap'
  | 'no_plan';
