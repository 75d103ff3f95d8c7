import type { Instant } from '../../shared/domain/instant.ts';
import { signWebhook } from '../../shared/runtime/auth/signatures.ts';
import type { ExampleLead } from './example-lead.ts';
import { buildTypeformDelivery, type TypeformHook } from './typeform.ts';

/** Where leads are posted, and the credentials of their senders. */
export interface IntakeCredentials {
  readonly hookUrl: string;
  /** The source's secret: used as a bearer token, or to sign. */
  readonly secret: string;
  readonly typeform: TypeformHook;
  readonly apiUrl: string;
  readonly apiKey: string;
}

/** A request ready to be sent; retries send exactly the same request. */
export interface LeadRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const BOUNDARY = 'baton-demo-form';

/** Builds the request that a form, a CRM or a program would make for an example, submitted now. */
export function buildLeadRequest(
  example: ExampleLead,
  options: { readonly intake: IntakeCredentials; readonly signed: boolean; readonly id: string; readonly now: Instant },
): LeadRequest {
  const { intake, signed, id, now } = options;
  if (example.send === 'api') {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${intake.apiKey}` };
    return { url: `${intake.apiUrl}/v1/leads`, headers, body: JSON.stringify({ ...example.body, submittedAt: now }) };
  }
  if (example.send === 'typeform') return buildTypeformDelivery(example.body, { hook: intake.typeform, id, now });
  const { contentType, body } = encodeBody(example, now);
  const proof = signed
    ? signWebhook(intake.secret, { id, at: now, body })
    : { authorization: `Bearer ${intake.secret}` };
  return { url: intake.hookUrl, headers: { 'content-type': contentType, ...proof }, body };
}

function encodeBody(example: Exclude<ExampleLead, { send: 'api' } | { send: 'typeform' }>, now: Instant) {
  switch (example.send) {
    case 'json': {
      const body = Array.isArray(example.body) ? example.body : { ...example.body, submitted_at: now };
      return { contentType: 'application/json', body: JSON.stringify(body) };
    }
    case 'urlencoded':
      return {
        contentType: 'application/x-www-form-urlencoded',
        body: new URLSearchParams({ ...example.body, submitted_at: now }).toString(),
      };
    case 'multipart': {
      const parts = Object.entries({ ...example.body, submitted_at: now }).map(
        ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      return { contentType: `multipart/form-data; boundary=${BOUNDARY}`, body: `${parts.join('')}--${BOUNDARY}--\r\n` };
    }
  }
}
