/**
 * Why a caller is not known, with the sentence they get. The API says it in a problem: 401 when the credentials do not
 * count, 403 when they do, but nothing follows from them.
 */
export const REFUSALS = {
  no_key: ['unauthorized', 'Send an API key, or a token of your sign-in, as a bearer token.'],
  not_a_key: ['unauthorized', 'The bearer token is neither an API key nor a token of a sign-in.'],
  other_environment: ['unauthorized', 'This key is for another environment.'],
  unknown_key: ['unauthorized', 'No such key exists here.'],
  revoked: ['unauthorized', 'This key has been revoked.'],
  expired: ['unauthorized', 'This key has expired. Ask for a new one.'],
} as const satisfies Readonly<Record<string, readonly ['unauthorized' | 'forbidden', string]>>;

/** A code of {@link REFUSALS}. */
export type Refusal = keyof typeof REFUSALS;

/** Returns the refusal of this code; `no_key` for any other text. */
export function refusalOf(code: unknown): Refusal {
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code) ? (code as Refusal) : 'no_key';
}
