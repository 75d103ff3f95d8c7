/** Levels of log lines. `debug`: a run that went well. Deployed environments do not write it. */
type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Every code a log line may have, with its level. What each says is in log-code-texts.ts. */
export const LOG_CODES = {
  account_decided: 'info',
  activity_failed: 'error',
  batch_failed_in_part: 'warn',
  calendar_unreadable: 'warn',
  calendars_refreshed: 'debug',
  caller_refused: 'warn',
  change_made: 'info',
  channel_unavailable: 'warn',
  company_lookup_failed: 'warn',
  counting_not_requested: 'warn',
  crm_change_not_taken: 'warn',
  crm_kind_unread: 'warn',
  crm_not_read: 'warn',
  crm_read: 'debug',
  crm_reading_not_started: 'warn',
  crm_record_deleted: 'debug',
  crm_webhook_refused: 'warn',
  crm_not_written: 'warn',
  crm_left_out: 'warn',
  delivery_over_limit: 'warn',
  delivery_received: 'debug',
  delivery_refused: 'warn',
  digest_not_delivered: 'warn',
  digests_failed: 'warn',
  digests_sent: 'debug',
  do_not_contact_replayed: 'info',
  erasures_replayed: 'info',
  events_not_relayed: 'error',
  follow_up_not_started: 'warn',
  follow_up_started: 'debug',
  hr_calendar_unreadable: 'warn',
  hr_events_unmatched: 'warn',
  lead_enriched: 'debug',
  lead_not_counted: 'error',
  lead_routed: 'debug',
  lead_scored: 'debug',
  leads_not_created: 'error',
  mail_not_delivered: 'info',
  message_failed: 'error',
  message_not_updated: 'warn',
  message_unreadable: 'error',
  messages_updated: 'debug',
  mode_set: 'info',
  nobody_reached: 'warn',
  observation_failed: 'error',
  page_recycled: 'info',
  person_forgotten: 'info',
  person_suppressed: 'info',
  quarantine_dismissed: 'info',
  quarantine_overdue: 'warn',
  quarantine_redriven: 'info',
  recycle_failed: 'error',
  rep_notified: 'debug',
  request_answered: 'debug',
  request_failed: 'error',
  request_postponed: 'warn',
  request_refused: 'info',
  retention_failed: 'error',
  retention_page_done: 'info',
  open_executions_unknown: 'warn',
  row_unreadable: 'error',
  run_ended: 'debug',
  run_failed: 'error',
  slack_answered: 'debug',
  slack_call_refused: 'warn',
  slack_member_unknown: 'warn',
  slack_note_not_shown: 'warn',
  source_silent: 'warn',
  suppression_lifted: 'info',
  sweep_failed: 'error',
  swept: 'info',
  team_channel_failed: 'warn',
  team_drained: 'debug',
  timer_woke: 'debug',
  timers_not_started: 'error',
  turn_weights_computed: 'info',
  turn_weights_failed: 'warn',
  webhook_not_taken: 'warn',
} as const satisfies Readonly<Record<string, LogLevel>>;

/** A code of the catalogue. */
export type LogCode = keyof typeof LOG_CODES;

/** The codes of one level: each is always logged at the same level. */
export type LogCodeOf<Level extends LogLevel> = {
  [Code in LogCode]: (typeof LOG_CODES)[Code] extends Level ? Code : never;
}[LogCode];

/** Whether a text is a code of the catalogue. */
export function isLogCode(text: unknown): text is LogCode {
  return typeof text === 'string' && Object.hasOwn(LOG_CODES, text);
}

/** What people need to know of a code. */
export interface LogCodeText {
  /** What the line says, in one sentence. */
  readonly meaning: string;
  /** What to do about it, where there is something to do. */
  readonly action?: string;
}
