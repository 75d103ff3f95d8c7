/**
 * Why a caller is not known, with the sentence they get. The API says it in a problem: 401 when the credentials do not
 * count, 403 when they do, but nothing follows from them, 503 when nobody can say.
 */
export const REFUSALS = {
  no_key: ['unauthorized', 'Send an API key, or a token of your sign-in, as a bearer token.'],
  not_a_key: ['unauthorized', 'The bearer token is neither an API key nor a token of a sign-in.'],
  other_environment: ['unauthorized', 'This key is for another environment.'],
  unknown_key: ['unauthorized', 'No such key exists here.'],
  revoked: ['unauthorized', 'This key has been revoked.'],
  expired: ['unauthorized', 'This key has expired. Ask for a new one.'],
  sign_in_off: ['unauthorized', 'This environment has no sign-in. Send an API key.'],
  wrong_issuer: ['unauthorized', 'The token is from another issuer than the one that people sign in with here.'],
  wrong_audience: ['unauthorized', 'The token is for another application: its audience is not the one set here.'],
  wrong_algorithm: ['unauthorized', 'The token is signed by an algorithm that is not accepted, or not at all.'],
  wrong_signature: ['unauthorized', 'The signature of the token is not that of the issuer.'],
  unknown_token_key: ['unauthorized', 'The token is signed with a key that the issuer does not have (yet).'],
  token_expired: ['unauthorized', 'The token has expired, or never would. Sign in again.'],
  token_not_yet_valid: ['unauthorized', 'The token is not valid yet. Compare the clocks.'],
  issuer_unavailable: ['unavailable', 'The keys of the sign-in cannot be read just now. Send it again.'],
  no_person_claim: ['forbidden', 'The token does not have the claim that says who you are.'],
  email_not_verified: ['forbidden', 'Your e-mail address is not verified where you signed in.'],
  unknown_person: ['forbidden', 'You signed in, but no rep here is you. Ask for your e-mail address in the reps data.'],
  person_left: ['forbidden', 'You signed in, but are no longer active here.'],
  no_role: ['forbidden', 'You signed in, but none of your groups has a role here.'],
} as const satisfies Readonly<Record<string, readonly ['unauthorized' | 'forbidden' | 'unavailable', string]>>;

/** A code of {@link REFUSALS}. */
export type Refusal = keyof typeof REFUSALS;

/** Returns the refusal of this code; `no_key` for any other text. */
export function refusalOf(code: unknown): Refusal {
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code) ? (code as Refusal) : 'no_key';
}
