import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A secret is read again after so long, so that a rotated one is noticed, in milliseconds. */
const KEPT_MILLISECONDS = 60_000;

/** Reads secrets and keeps each for a minute, since a warm function would otherwise pay for one call per request. */
export class SecretReader {
  readonly #client: SecretsManagerClient;
  readonly #clock: () => number;
  readonly #kept = new Map<string, { readonly text: string; readonly until: number }>();

  /** `clock`: epoch milliseconds. */
  constructor(options: { readonly client: SecretsManagerClient; readonly clock: () => number }) {
    this.#client = options.client;
    this.#clock = options.clock;
  }

  /** The secret's text. @throws when it cannot be read or is binary. */
  async text(arn: string): Promise<string> {
    const kept = this.#kept.get(arn);
    if (kept && kept.until > this.#clock()) return kept.text;
    return this.fresh(arn);
  }

  /** The secret's text as it is now, for when the kept one did not fit. */
  async fresh(arn: string): Promise<string> {
    const { SecretString: text } = await this.#client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (text === undefined) throw new Error('a secret is not text');
    this.#kept.set(arn, { text, until: this.#clock() + KEPT_MILLISECONDS });
    return text;
  }
}
