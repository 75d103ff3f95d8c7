import { CRM_LOG_CODE_TEXTS } from './crm-log-code-texts.ts';
import type { LogCode, LogCodeText } from './log-codes.ts';

/**
 * What each log line says, apart from the codes because no function needs it. docs/log-codes.md is made from this:
 * `npm run docs:logs`.
 */
export const LOG_CODE_TEXTS: Readonly<Record<LogCode, LogCodeText>> = {
  account_decided: {
    meaning: 'A person said which account a lead belongs to, or that it belongs to none.',
  },
  activity_failed: {
    meaning: 'One activity of a request to `POST /v1/activities` was not recorded; the others were.',
    action: 'The sender was told to send it again. If it keeps failing, look at `errorName`.',
  },
  batch_failed_in_part: {
    meaning: 'Some messages of a batch failed; the queue delivers only these again.',
    action: 'See the `message_failed` and `message_unreadable` lines of the same request.',
  },
  calendar_unreadable: {
    meaning: 'Calendars of reps could not be read; `outcome` says why, `count` how many.',
    action: 'Nothing at first; after hours see [calendar unreadable](runbook.md#calendar-unreadable).',
  },
  calendars_refreshed: { meaning: "Reps' calendars were read." },
  caller_refused: {
    meaning: 'A caller of the API was not identified; `outcome` says why.',
    action: 'Nothing, unless somebody complains: then give them a new key.',
  },
  change_made: {
    meaning:
      'Somebody changed what no event names them for: `outcome` says what, `personId` who; a machine has only its `keyId`.',
  },
  channel_unavailable: {
    meaning: 'A channel did not take a notification; the next one was tried at once.',
    action: "Look at `errorName`. `notices` of the lead's timeline says which channel it was.",
  },
  company_lookup_failed: {
    meaning: 'The enrichment provider did not answer, or not usefully; the lead was routed with what there was.',
    action: 'See `errorCode`: a 401 is the secret, a 429 the rate limit, otherwise ask the provider.',
  },
  counting_not_requested: {
    meaning: 'The leads of some events could not be put into the queue of leads to count; `count` is how many.',
    action: 'Nothing: each is counted with its next event. See `errorName`, and the runbook, "Roll-up".',
  },
  ...CRM_LOG_CODE_TEXTS,
  delivery_over_limit: {
    meaning:
      'A source that proves itself by its address alone got more than its limit in a minute; the rest was refused.',
    action: 'Give the source a proof that its sender can present: `baton source add … --proof`.',
  },
  delivery_received: { meaning: 'A hook stored a delivery; `outcome` says what became of it.' },
  delivery_refused: {
    meaning: "A sender did not know its source's secret, and its delivery was refused.",
    action: 'If it is a known sender, give it the right secret: `baton source rotate`.',
  },
  digest_not_delivered: {
    meaning:
      'A digest by e-mail bounced, or was called unwanted; `outcome` says whether another channel took what was in it. `manager_not_reached`: it was the mail to a manager, which goes by e-mail alone.',
    action: 'See [Nobody reached](runbook.md#nobody-reached).',
  },
  digests_failed: {
    meaning:
      'Some people could not be told what was held for them, or managers what their teams are at; `failed` says how many. It is tried again.',
    action: 'See [send-digests](runbook.md#send-digests).',
  },
  digests_sent: {
    meaning:
      'What was held for people and is due was told, and managers what their teams are at; `count` says how many matters and mails.',
  },
  do_not_contact_replayed: {
    meaning: 'Records of the do-not-contact list were applied again; `count` is how many.',
  },
  erasures_replayed: {
    meaning: 'Recorded erasures were applied again or continued; `count` is how many.',
  },
  events_not_relayed: {
    meaning:
      'New events were not passed on to one part for at least one lead: `routing`, `doorbell`, `follow_up`, `bus`, `webhooks` or `crm`, as `outcome` says. The other parts went on. The batch is repeated, for some seconds only if the sweep makes up for the part.',
    action: 'Nothing for the leads: the sweep does what is missing. Look at `errorName`.',
  },
  follow_up_not_started: {
    meaning: 'An assignment got no execution, since the account is near its limits.',
    action: 'The sweep takes its steps. If it lasts, see [open executions](runbook.md#open-executions).',
  },
  follow_up_started: {
    meaning: 'The execution of an assignment was started, ended or not needed; `outcome` says which.',
  },
  hr_calendar_unreadable: {
    meaning: "The company's HR calendar could not be read; `outcome` says why. Its leaves stay as they are.",
    action: 'Nothing at first; after hours see [calendar unreadable](runbook.md#calendar-unreadable).',
  },
  hr_events_unmatched: {
    meaning: 'Absences in the HR calendar belong to no rep, or could be of several; `count` is how many.',
    action: '`baton calendar check` lists them; add their names with `baton calendar connect hr`.',
  },
  lead_enriched: { meaning: 'A lead was enriched; `outcome` says where the company data came from.' },
  lead_not_counted: {
    meaning: 'A lead could not be counted for reports; its message is delivered again.',
    action: 'Look at `errorName`. See the runbook, "Roll-up".',
  },
  lead_routed: { meaning: 'A lead was routed; `outcome` says whether it was saved.' },
  lead_scored: { meaning: 'A lead was scored; `outcome` says whether there was a score to give.' },
  leads_not_created: {
    meaning: 'A delivery was stored, but its leads could not be created.',
    action: 'Nothing at first: the sweep tries again every minute. If it keeps failing, look at `errorName`.',
  },
  mail_not_delivered: {
    meaning: 'An e-mail about a lead bounced, or was called unwanted; `outcome` says whether another channel took it.',
  },
  message_failed: {
    meaning: 'A message of a queue could not be handled and is delivered again.',
    action: 'If `attempt` keeps growing, fix the error before the message reaches the dead-letter queue.',
  },
  message_not_updated: {
    meaning: 'A message in Slack could not be changed and may show an old state; its buttons change nothing then.',
    action: 'Nothing, unless it goes on: then `baton slack check`.',
  },
  message_unreadable: {
    meaning: 'A message of a queue does not have the expected form; it will go to the dead-letter queue.',
    action: 'Look at the message there, and at what sends it.',
  },
  messages_updated: { meaning: 'Messages about a lead were changed; `count` is how many.' },
  mode_set: { meaning: 'A person switched between live and shadow mode; `outcome` is the new mode.' },
  nobody_reached: {
    meaning: 'No channel can reach a person with a notification about a lead, and trying again would not help.',
    action: 'Give the person an address that works: see [nobody reached](runbook.md#nobody-reached).',
  },
  observation_failed: {
    meaning: 'One owner of a request to `POST /v1/shadow/owners` was not recorded; the others were.',
    action: 'Send it again. If it keeps failing, look at `errorName`.',
  },
  page_recycled: {
    meaning: 'A recycling run moved leads of a page; `outcome` says whether more pages follow.',
  },
  person_forgotten: { meaning: 'An admin asked to erase a person; `outcome` says how far it came.' },
  person_suppressed: {
    meaning: 'An admin entered somebody in the do-not-contact list; `count` is how many open leads ended.',
  },
  quarantine_dismissed: { meaning: 'A person decided that a quarantined delivery holds no lead.' },
  quarantine_overdue: {
    meaning: 'A quarantined delivery has waited past its date and nobody has looked at it.',
    action: 'Its owner redrives or dismisses it: `baton quarantine list`.',
  },
  quarantine_redriven: { meaning: 'A person had leads created from a quarantined delivery.' },
  recycle_failed: {
    meaning: 'A recycling run could not move a lead; the others were moved.',
    action: 'Look at `errorName`. The next run and the sweep try again.',
  },
  rep_notified: {
    meaning:
      'An event that may concern a rep or a manager was handled; `outcome` says whether a notification was sent.',
  },
  request_answered: { meaning: 'An HTTP request was answered, with this status after this time.' },
  request_failed: {
    meaning: 'An HTTP request failed unexpectedly; the caller got a 500 with the request id.',
    action: 'Look at `errorName` and `errorFrames`.',
  },
  request_postponed: {
    meaning:
      'An HTTP request lost to other writers, or the store did not answer; the caller got a 503 with Retry-After.',
    action: 'Nothing, unless there are many: then see `errorCode`, and the throttling of the tables.',
  },
  request_refused: {
    meaning: 'An HTTP request was answered with this status, 4xx: the caller asked for something that is not possible.',
  },
  retention_failed: {
    meaning: 'Something over its age, or an unfinished erasure, could not be erased; `failed` is how many.',
    action: 'The next daily run tries again. See the runbook, "Retention".',
  },
  retention_page_done: {
    meaning:
      'The daily retention finished a page; `outcome` says of what: `erasures` continued, `leads` or `bodies` erased.',
  },
  open_executions_unknown: {
    meaning: 'The share of open executions could not be read; executions are started all the same.',
    action: 'Look at `errorName`: may the function call `cloudwatch:GetMetricData`?',
  },
  row_unreadable: {
    meaning: 'A row was left out of a list because it cannot be read; the rest of the list was used.',
    action: 'See the runbook, "Unreadable rows": `rowKey` names the row.',
  },
  run_ended: { meaning: 'A run of a function ended; `outcome` says whether it failed.' },
  run_failed: {
    meaning: 'A run of a function failed; whatever called it tries again or sets the event aside.',
    action: "Look at `errorName` and `errorFrames`, then at the function's section of the runbook.",
  },
  slack_answered: { meaning: 'A rep answered a lead in Slack; `outcome` says what came of it.' },
  slack_call_refused: {
    meaning: 'A call under /slack was not signed with the signing secret of the app.',
    action: 'If buttons do not work in Slack, connect it again: `baton slack connect`.',
  },
  slack_member_unknown: {
    meaning: 'Somebody in Slack pressed a button or gave a command, and no active rep has their member id.',
    action: 'Give the rep their address: `baton slack match`.',
  },
  slack_note_not_shown: {
    meaning: 'Slack did not show somebody that their press did nothing, since no active rep has their member id.',
    action: 'Nothing by itself; `slack_member_unknown` before it says what to do.',
  },
  source_silent: {
    meaning: 'A source has delivered nothing for longer than its definition allows. Logged once an hour.',
    action: 'Check that its form, ad or CRM still sends to the hook: `baton source test`.',
  },
  suppression_lifted: { meaning: 'An admin lifted entries of the do-not-contact list.' },
  sweep_failed: {
    meaning: 'The sweep could not do one overdue thing and went on; `leadId` names the lead, delivery, team or list.',
    action: 'Look at `errorName`. The next run tries again.',
  },
  swept: { meaning: 'The sweep found something overdue and did `count` things.' },
  team_channel_failed: {
    meaning: "A team's channel in Slack did not take a message; `outcome` is why. Reps were told all the same.",
    action: 'Unless it is `no_answer`: `baton slack check` says what to do.',
  },
  team_drained: { meaning: 'The queue of a team was worked through; `count` leads were assigned.' },
  timer_woke: {
    meaning: 'The timer of an assignment woke; `outcome` says whether its step was still due.',
  },
  timers_not_started: {
    meaning: 'The sweep could not start the timers of the steps due next.',
    action: 'Nothing for the leads: the next sweep takes the steps. Look at `errorName`.',
  },
  turn_weights_computed: {
    meaning: 'What the results of reps do to their weights was computed anew; `count` says for how many teams.',
  },
  turn_weights_failed: {
    meaning:
      'What the results of reps do to their weights could not be computed; `failed` says for how many teams. They keep the last ones. It is tried again.',
    action: 'See [send-digests](runbook.md#send-digests).',
  },
  webhook_not_taken: {
    meaning: 'A subscriber did not accept an event; `outcome` says whether it is sent again.',
    action: 'If it goes on, see `baton webhook list`, then ask the subscriber.',
  },
};
