import { addSeconds, type Instant } from '../instant.ts';

/** What a form's token says: which source asks about whom, and until when. Signed with the secret of that source. */
export type FormToken = {
  readonly source: string;
  readonly expires: Instant;
} & ({ readonly lead: string } | { readonly email: string });

/** Longer tokens are not read. Fits the longest e-mail address. */
export const MAX_FORM_TOKEN_LENGTH = 1000;

/** A token that is valid for longer than this many days is refused: links in old mails must end. */
export const MAX_FORM_TOKEN_DAYS = 90;
const DAY_SECONDS = 24 * 3600;

/** Whether a token may be used now: it has not expired, and will within {@link MAX_FORM_TOKEN_DAYS}. */
export function isCurrentFormToken({ expires }: FormToken, now: Instant): boolean {
  return expires > now && expires <= addSeconds(now, MAX_FORM_TOKEN_DAYS * DAY_SECONDS);
}
