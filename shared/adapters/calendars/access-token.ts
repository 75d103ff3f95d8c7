import { failure, type Result, success } from '../../domain/result.ts';
import type { LimitedAnswer } from '../http/limited-request.ts';

/** A token as its issuer gives it. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

/** A token is replaced this long before it expires, in milliseconds. */
const EARLY_MILLISECONDS = 60_000;

/** Keeps the access token of an application until it expires or is refused. */
export class AccessToken {
  readonly #issue: () => Promise<Result<IssuedToken, string>>;
  readonly #clock: () => number;
  #kept: { readonly token: string; readonly until: number } | undefined;

  /** `clock`: epoch milliseconds. */
  constructor(options: { readonly issue: () => Promise<Result<IssuedToken, string>>; readonly clock: () => number }) {
    this.#issue = options.issue;
    this.#clock = options.clock;
  }

  /** Makes a request with the token. If it is refused with a 401, gets another token and tries once again. */
  async request(
    send: (authorization: string) => Promise<Result<LimitedAnswer, string>>,
  ): Promise<Result<LimitedAnswer, string>> {
    const first = await this.#requestOnce(send);
    if (!first.ok || first.value.status !== 401) return first;
    this.#kept = undefined;
    return this.#requestOnce(send);
  }

  async #requestOnce(
    send: (authorization: string) => Promise<Result<LimitedAnswer, string>>,
  ): Promise<Result<LimitedAnswer, string>> {
    if (!this.#kept || this.#kept.until <= this.#clock()) {
      const issued = await this.#issue();
      if (!issued.ok) return issued;
      const { token, expiresInSeconds } = issued.value;
      this.#kept = { token, until: this.#clock() + expiresInSeconds * 1000 - EARLY_MILLISECONDS };
    }
    return send(`Bearer ${this.#kept.token}`);
  }
}

/** Reads the answer of an issuer of tokens. */
export function readIssuedToken(answer: Result<LimitedAnswer, string>): Result<IssuedToken, string> {
  if (!answer.ok) return failure(`token_${answer.problem}`);
  if (answer.value.status !== 200) return failure(`token_status_${answer.value.status}`);
  const { access_token: token, expires_in: expiresInSeconds } = parseObject(answer.value.body) ?? {};
  if (typeof token !== 'string' || typeof expiresInSeconds !== 'number') return failure('token_malformed');
  return success({ token, expiresInSeconds });
}

/** Parses JSON; undefined when it is not an object. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
