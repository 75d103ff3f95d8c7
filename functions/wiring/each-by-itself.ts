interface ProcessEachOptions<Item, Result> {
  readonly process: (item: Item) => Promise<Result>;
  /** The result for an item that failed. */
  readonly onFailure: (error: unknown) => Result;
}

/**
 * Processes items in order, each on its own, so that one that fails does not block the others.
 * @throws when all of them fail: then the cause is not the content of one item, and the caller retries.
 */
export async function processEach<Item, Result>(
  items: readonly Item[],
  { process: take, onFailure: failed }: ProcessEachOptions<Item, Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const errors: unknown[] = [];
  for (const item of items) {
    try {
      results.push(await take(item));
    } catch (error) {
      errors.push(error);
      results.push(failed(error));
    }
  }
  if (errors.length > 0 && errors.length === items.length) throw errors[0];
  return results;
}
