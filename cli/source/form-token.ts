import { MAX_FORM_TOKEN_DAYS } from '../../shared/domain/forms/form-token.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import { signFormToken } from '../../shared/runtime/auth/form-token.ts';
import type { CommandResult } from './actions.ts';
import { findSource, type SourceAccess } from './environment.ts';
import { readCurrentSecret } from './secrets.ts';

const DAY_SECONDS = 24 * 3600;

/** Signs the token with which a form of a source asks what is known of a lead's person, for a mail or a try. */
export async function makeFormToken(
  id: string,
  { lead, days, now }: { readonly lead: string; readonly days: string; readonly now: Instant },
  environment: SourceAccess,
): Promise<CommandResult> {
  if (!/^lead_[0-9A-Za-z]{1,64}$/.test(lead)) throw new Error(`--lead: expected the id of a lead such as lead_01K9…`);
  const count = /^[1-9]\d?$/.test(days) ? Number(days) : Number.NaN;
  if (!(count <= MAX_FORM_TOKEN_DAYS)) throw new Error(`--days: expected 1 to ${MAX_FORM_TOKEN_DAYS}`);
  const source = await findSource(id, environment);
  const { SourceSecretsArn: arn, ApiUrl } = environment.outputs;
  const secret = await readCurrentSecret({ arn, source: source.id });
  if (secret === undefined)
    throw new Error(`The source ${source.id} has no secret. Create one: baton source rotate ${source.id}`);
  const expires = addSeconds(now, count * DAY_SECONDS);
  const token = signFormToken(secret, { source: source.id, lead, expires });
  const url = `${ApiUrl}/v1/known?t=${token}`;
  return { data: { token, url, expires }, lines: [`Ask until ${expires}:`, url] };
}
