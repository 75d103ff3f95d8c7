import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** Calls one function and waits for its end. */
export class FunctionCaller {
  readonly #client: LambdaClient;
  readonly #arn: string;

  /** Whoever has little time does not try again: hence the default. */
  constructor({
    arn,
    client = new LambdaClient({ maxAttempts: 1 }),
  }: { readonly arn: string; readonly client?: LambdaClient }) {
    this.#client = client;
    this.#arn = arn;
  }

  /** @throws when the function failed, could not be called, or had not ended when the signal gave up on it. */
  async call(input: object, abortSignal: AbortSignal): Promise<void> {
    const command = new InvokeCommand({ FunctionName: this.#arn, Payload: JSON.stringify(input) });
    const { FunctionError } = await this.#client.send(command, { abortSignal });
    if (FunctionError !== undefined) throw new Error('the function that was called failed');
  }
}
