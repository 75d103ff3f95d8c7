import { createHmac } from 'node:crypto';
import { type FormToken, MAX_FORM_TOKEN_LENGTH } from '../../domain/forms/form-token.ts';
import * as z from '../../domain/lazy-zod.ts';
import { isSameSecret } from './constant-time.ts';

/** Domain separation: a signature of a delivery made with the same secret is not valid here. */
const PURPOSE = 'baton form token v1.';

const shared = { source: z.string().min(1).max(64), expires: z.iso.datetime({ precision: 3 }) };
const FormTokenSchema = z.union([
  z.strictObject({ ...shared, lead: z.string().regex(/^lead_[0-9A-Za-z]{1,64}$/) }),
  z.strictObject({ ...shared, email: z.email().max(254) }),
]);

/** Returns the text of a token, safe in a URL: `<content>.<signature>`, both base64url. */
export function signFormToken(secret: string, token: FormToken): string {
  const content = Buffer.from(JSON.stringify(token)).toString('base64url');
  return `${content}.${signatureOf(secret, content)}`;
}

/** Returns what a token claims, before its signature is checked; undefined when it is malformed. */
export function readFormToken(text: string): FormToken | undefined {
  const [, content] = /^([\w-]+)\.[\w-]+$/.exec(text) ?? [];
  if (content === undefined || text.length > MAX_FORM_TOKEN_LENGTH) return undefined;
  const read = FormTokenSchema.safeParse(parseJson(Buffer.from(content, 'base64url').toString('utf8')));
  return read.success ? read.data : undefined;
}

/** Whether a token was signed with one of these secrets. An empty secret signs nothing. */
export function isSignedFormToken(text: string, secrets: readonly string[]): boolean {
  const [content = '', signature = ''] = text.split('.');
  return secrets.some((secret) => secret !== '' && isSameSecret(signature, signatureOf(secret, content)));
}

function signatureOf(secret: string, content: string): string {
  return createHmac('sha256', secret).update(PURPOSE).update(content).digest('base64url');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
