import type { LogCode, LogCodeText } from './log-codes.ts';

/** What each log line about the CRM says. */
export const CRM_LOG_CODE_TEXTS = {
  crm_change_not_taken: {
    meaning:
      'What somebody did in the CRM was not followed; `outcome` is `owner_foreign` for an owner, `refused` for an activity, `account_refused` for a company, and `errorCode` says why.',
    action:
      'The timeline of the lead says it in a sentence. `owner_not_a_rep`: map the user, `baton crm map`. `id_taken`: an account has the id of the company, and is another one; give it another id.',
  },
  crm_kind_unread: {
    meaning: 'One kind of change in the CRM, `outcome`, cannot be read, as `errorCode` says; the others are.',
    action: 'Run `baton crm check`: a scope or a permission is missing.',
  },
  crm_not_read: {
    meaning:
      'The CRM could not be read; `errorCode` says why. The next run tries again, and goes on where this one stopped.',
    action: 'If it goes on, see [CRM not read](runbook.md#crm-not-read).',
  },
  crm_reading_not_started: {
    meaning: 'After a call by HubSpot, the CRM could not be read at once. The next run reads it, within a minute.',
    action: 'If it goes on: may `read-crm` start itself, and are there calls left in the quota?',
  },
  crm_record_deleted: {
    meaning:
      'HubSpot said that a contact was deleted. If `outcome` is `record_gone`, nothing is written to it any more.',
  },
  crm_webhook_refused: {
    meaning: 'A call to the address for HubSpot was not signed by it, or too old.',
    action: 'If it came from HubSpot, enter the client secret again: `baton crm connect hubspot --webhooks`.',
  },
  crm_read: { meaning: 'A run of reading from the CRM; `count` is how many changes it took.' },
  crm_left_out: {
    meaning:
      'The CRM refused some properties of a lead, or its rep is no user there; the rest was written. `count` is how many.',
    action: 'The timeline of the lead says which. See [CRM left out](runbook.md#crm-left-out).',
  },
  crm_not_written: {
    meaning: 'A lead was not written to the CRM; `outcome` says whether it is tried again, `errorCode` why it failed.',
    action: 'If it goes on, see [CRM failing](runbook.md#crm-failing).',
  },
} as const satisfies Partial<Record<LogCode, LogCodeText>>;
