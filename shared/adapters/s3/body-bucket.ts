import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { StoreError, StoreUnavailableError } from '../../ports/store-error.ts';

/** Raw bodies that are too large for a row. The bucket's lifecycle rule deletes them. */
export class BodyBucket {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(options: { readonly client: S3Client; readonly bucket: string }) {
    this.#client = options.client;
    this.#bucket = options.bucket;
  }

  /** Stores a body and returns its key. */
  async put(delivery: string, body: Uint8Array): Promise<string> {
    const key = `deliveries/${delivery}`;
    await this.#send(() => this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: body })));
    return key;
  }

  /** @throws {StoreError} `NoSuchKey` when the object no longer exists. */
  async get(key: string): Promise<Uint8Array> {
    return this.#send(async () => {
      const answer = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
      if (!answer.Body) throw new StoreError('NoBody');
      return answer.Body.transformToByteArray();
    });
  }

  /** Deletes a body. Idempotent. */
  async remove(key: string): Promise<void> {
    await this.#send(() => this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key })));
  }

  /**
   * Runs a request. The SDK has already retried by then. Only the name of its error is passed on, because its other
   * content is unknown.
   */
  async #send<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      const { name, $metadata } = error as { name?: unknown; $metadata?: { httpStatusCode?: number } };
      const code = typeof name === 'string' ? name : 'UnknownError';
      const status = $metadata?.httpStatusCode;
      throw status !== undefined && status < 500 ? new StoreError(code) : new StoreUnavailableError(code);
    }
  }
}
