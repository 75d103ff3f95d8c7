interface EachByItself<Item, Result> {
  readonly take: (item: Item) => Promise<Result>;
  /** What is answered for an item that could not be dealt with. */
  readonly failed: (error: unknown) => Result;
}

/**
 * Takes items in their order, so that one that cannot be dealt with does not keep the others from their turn.
 * @throws when none of them could be dealt with: then it is not for any item's content, and the caller tries again.
 */
export async function eachByItself<Item, Result>(
  items: readonly Item[],
  { take, failed }: EachByItself<Item, Result>,
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
