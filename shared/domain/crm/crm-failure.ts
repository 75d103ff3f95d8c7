/** What can go wrong with a write, as a person reads it. Vendors' own messages are not kept: they quote values. */
const FAILURES = {
  rate_limited: 'The CRM asked to slow down.',
  daily_limit: "The CRM's limit of calls per day is used up.",
  unreachable: 'The CRM could not be reached.',
  timeout: 'The CRM did not answer in time.',
  server_error: 'The CRM answered with an error of its own.',
  locked: 'The record was locked by another change in the CRM.',
  unauthorized: 'The CRM refused the credentials. Replace them: baton crm connect.',
  forbidden: 'The CRM does not allow Baton this. Check the scopes or the permissions: baton crm check.',
  unknown_field: 'The CRM has no such property, or Baton may not write it.',
  refused_value: 'The CRM does not accept this value, as when a list of choices lacks it.',
  invalid_email: 'The CRM does not accept the e-mail address of the person.',
  no_email: 'The lead has no e-mail address, so its record can neither be found nor safely made.',
  duplicate_rule: 'A rule against duplicates in the CRM refused the record.',
  record_deleted: 'The record was deleted in the CRM. Baton does not make it again.',
  owner_unmapped: 'The rep is no user of the CRM. Map them: baton crm map --user rep=id.',
  owner_not_a_rep: 'The owner there is no rep of Baton. Map them: baton crm map --user rep=id.',
  owner_not_taken:
    'The owner there cannot have this lead in Baton: they have left, are in no team, or are at their cap.',
  owner_by_automation: 'A workflow or another program changed the owner there. Baton follows people alone.',
  refused: 'The CRM refused the request.',
  unreadable: 'The answer of the CRM could not be read.',
} as const;

export type CrmFailureCode = keyof typeof FAILURES;

/** All codes. */
export const CRM_FAILURE_CODES = Object.keys(FAILURES) as readonly CrmFailureCode[];

/** Failures that pass by themselves, or once somebody has mended the connection. The others would fail again. */
const PASSING: ReadonlySet<CrmFailureCode> = new Set([
  'rate_limited',
  'daily_limit',
  'unreachable',
  'timeout',
  'server_error',
  'locked',
  'unauthorized',
  'forbidden',
  'unreadable',
]);

/** A failed write. */
export interface CrmFailure {
  readonly code: CrmFailureCode;
  readonly property?: string;
  /** The CRM asked to wait this long. */
  readonly retryAfterSeconds?: number;
}

/** Whether the same write may succeed later. */
export function isPassing(code: CrmFailureCode): boolean {
  return PASSING.has(code);
}

/** Returns a failure as a sentence for a person. */
export function crmReasonText({ code, property }: Pick<CrmFailure, 'code' | 'property'>): string {
  return property === undefined ? FAILURES[code] : `${property}: ${FAILURES[code]}`;
}
