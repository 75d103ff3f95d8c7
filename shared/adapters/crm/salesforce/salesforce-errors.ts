import type { CrmFailure, CrmFailureCode } from '../../../domain/crm/crm-failure.ts';
import * as z from '../../../domain/lazy-zod.ts';
import type { CrmAnswer } from '../crm-request.ts';
import type { WriteOutcome } from '../write-until-accepted.ts';

/** An error of one record. Its message may quote values, and is not kept. */
export const SalesforceError = z.object({
  statusCode: z.string(),
  message: z.string().default(''),
  fields: z.array(z.string()).catch([]).default([]),
});
export type SalesforceError = z.output<typeof SalesforceError>;

/** Errors of a whole call. */
const CallErrors = z.array(z.object({ errorCode: z.string().default('') })).catch([]);

/** Salesforce's status codes that mean one of our failures. */
const CODES: Readonly<Record<string, CrmFailureCode>> = {
  UNABLE_TO_LOCK_ROW: 'locked',
  REQUEST_LIMIT_EXCEEDED: 'daily_limit',
  SERVER_UNAVAILABLE: 'server_error',
  DUPLICATES_DETECTED: 'duplicate_rule',
  DUPLICATE_VALUE: 'duplicate_rule',
  INVALID_EMAIL_ADDRESS: 'invalid_email',
  INSUFFICIENT_ACCESS_OR_READONLY: 'forbidden',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'forbidden',
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: 'refused_value',
  FIELD_CUSTOM_VALIDATION_EXCEPTION: 'refused_value',
  INACTIVE_OWNER_OR_USER: 'refused_value',
  NUMBER_OUTSIDE_VALID_RANGE: 'refused_value',
  STRING_TOO_LONG: 'refused_value',
  INVALID_FIELD: 'unknown_field',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'unknown_field',
};

/** Codes that say that a record is not there any more. */
const GONE: ReadonlySet<string> = new Set([
  'ENTITY_IS_DELETED',
  'INVALID_CROSS_REFERENCE_KEY',
  'MALFORMED_ID',
  'NOT_FOUND',
]);

/** A lead that became a contact cannot be written any more; the contact can. */
const CONVERTED = 'CANNOT_UPDATE_CONVERTED_LEAD';

/** Whether an error sends us to another record: after a merge or a conversion. */
function isMoved({ statusCode }: SalesforceError): boolean {
  return GONE.has(statusCode) || statusCode === CONVERTED;
}

/** Returns what an error says about the write of one record. */
export function outcomeOfError(error: SalesforceError): WriteOutcome {
  const { statusCode, message, fields } = error;
  if (isMoved(error)) return { outcome: 'not_found' };
  const code = CODES[statusCode] ?? 'refused';
  if (code !== 'refused_value' && code !== 'unknown_field') return { outcome: 'failed', failure: { code } };
  const inactive = statusCode === 'INACTIVE_OWNER_OR_USER' ? 'OwnerId' : undefined;
  const property = fields[0] ?? /No such column '(\w+)'/.exec(message)?.[1] ?? inactive;
  return { outcome: 'failed', failure: property === undefined ? { code: 'refused' } : { code, property } };
}

/** Returns what a call without success says about all that it was to write. */
export function failureOfCall({ status, json }: CrmAnswer): CrmFailure {
  const [{ errorCode } = { errorCode: '' }] = CallErrors.parse(json);
  const known = CODES[errorCode];
  if (known !== undefined) return { code: known };
  if (status === 401) return { code: 'unauthorized' };
  if (status === 403) return { code: 'forbidden' };
  if (status === 429) return { code: 'rate_limited' };
  return { code: status >= 500 ? 'server_error' : 'refused' };
}
