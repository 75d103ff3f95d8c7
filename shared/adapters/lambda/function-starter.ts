import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** Starts a function without waiting for it. Lambda keeps the call, and repeats it if it fails. */
export class FunctionStarter {
  readonly #client: LambdaClient;

  constructor(client: LambdaClient) {
    this.#client = client;
  }

  /** @param arn of the function, or of its version in use */
  async start(arn: string, input: object): Promise<void> {
    const Payload = Buffer.from(JSON.stringify(input));
    await this.#client.send(new InvokeCommand({ FunctionName: arn, InvocationType: 'Event', Payload }));
  }
}
