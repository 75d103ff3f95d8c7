import pRetry from 'p-retry';

/** Thrown by an attempt that may succeed when repeated; any other error ends the retries at once. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
  /** What the caller gets after the last attempt. */
  readonly failure: Error;

  constructor(failure: Error) {
    super(failure.name);
    this.failure = failure;
  }
}

/**
 * Repeats a call to the infrastructure while it throws a {@link TransientFailure}. Use cases, which must decide again
 * instead of repeating a call, use `decideAgain`.
 * @param attempt gets its number, from 1
 * @param policy.maxAttempts includes the first attempt
 * @param policy.waitBeforeRetry waits after this many failed attempts; absent: no wait
 * @throws the failure of the last attempt
 */
export async function retryTransientFailures<Result>(
  attempt: (number: number) => Promise<Result>,
  policy: { readonly maxAttempts: number; readonly waitBeforeRetry?: (failed: number) => Promise<void> },
): Promise<Result> {
  const options = {
    retries: policy.maxAttempts - 1,
    minTimeout: 0,
    shouldRetry: ({ error }: { readonly error: Error }) => error instanceof TransientFailure,
    onFailedAttempt: async (failed: { readonly error: Error; readonly attemptNumber: number; retriesLeft: number }) => {
      if (failed.error instanceof TransientFailure && failed.retriesLeft > 0)
        await policy.waitBeforeRetry?.(failed.attemptNumber);
    },
  };
  try {
    return await pRetry(attempt, options);
  } catch (error) {
    throw error instanceof TransientFailure ? error.failure : error;
  }
}
