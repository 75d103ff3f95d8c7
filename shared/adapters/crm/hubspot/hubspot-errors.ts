import type { CrmFailure, CrmFailureCode } from '../../../domain/crm/crm-failure.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { type CrmAnswer, retryAfterSecondsOf } from '../crm-request.ts';

/** An error of HubSpot, of a whole call or of one entry of a batch. Its message may quote values, and is not kept. */
export const HubSpotError = z.object({
  message: z.string().default(''),
  category: z.string().default(''),
  /** On 429: `DAILY`, or the name of the short window. */
  policyName: z.string().optional(),
  context: z.record(z.string(), z.array(z.string())).catch({}).default({}),
  errors: z
    .array(
      z.object({
        code: z.string().default(''),
        message: z.string().default(''),
        context: z.record(z.string(), z.array(z.string())).catch({}).default({}),
      }),
    )
    .catch([])
    .default([]),
});
export type HubSpotError = z.output<typeof HubSpotError>;

/** HubSpot's codes of what is wrong with the value of one property. */
const VALUE_CODES: Readonly<Record<string, CrmFailureCode>> = {
  PROPERTY_DOESNT_EXIST: 'unknown_field',
  READ_ONLY_VALUE: 'unknown_field',
  INVALID_OPTION: 'refused_value',
  INVALID_EMAIL: 'invalid_email',
};

/** Returns what a call without success says about all that it was to write. */
export function failureOfAnswer({ status, headers, json }: CrmAnswer): CrmFailure {
  if (status === 429) {
    const { policyName } = readError(json);
    const retryAfterSeconds = retryAfterSecondsOf(headers['retry-after'], Date.now());
    const code = policyName === 'DAILY' ? 'daily_limit' : 'rate_limited';
    return { code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  }
  if (status === 401) return { code: 'unauthorized' };
  if (status === 403) return { code: 'forbidden' };
  if (status === 423) return { code: 'locked' };
  if (status === 408) return { code: 'timeout' };
  if (status >= 500) return { code: 'server_error' };
  return failureOfError(readError(json));
}

/** Returns what an error says about one entry, with the property that it is about. */
export function failureOfError({ message, errors }: HubSpotError): CrmFailure {
  const [detail] = errors;
  const embedded = /"error":"([A-Z_]+)".*?"name":"(\w+)"/.exec(message);
  const code = detail?.code || embedded?.[1] || '';
  const property =
    detail?.context.propertyName?.[0] ?? embedded?.[2] ?? /Property "?(\w+)"? does not exist/.exec(message)?.[1];
  const known = VALUE_CODES[code];
  if (known === 'invalid_email') return { code: known };
  if (property === undefined) return { code: 'refused' };
  return { code: known ?? (code.startsWith('INVALID') ? 'refused_value' : 'unknown_field'), property };
}

/** Returns the id in `Contact already exists. Existing ID: 901`. */
export function existingRecordOf({ json }: Pick<CrmAnswer, 'json'>): string | undefined {
  return /Existing ID: (\d+)/.exec(readError(json).message)?.[1];
}

/** Whether an error says that a record is not there, or not any more. */
export function isNotFound({ category }: HubSpotError): boolean {
  return category === 'OBJECT_NOT_FOUND';
}

function readError(json: unknown): HubSpotError {
  return HubSpotError.catch(HubSpotError.parse({})).parse(json);
}
