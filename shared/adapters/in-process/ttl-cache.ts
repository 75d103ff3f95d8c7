/** Caches the answer of `ask` for this many milliseconds. Failures are not cached. `clock`: epoch milliseconds. */
export function cacheFor<Answer>(
  ttlMilliseconds: number,
  clock: () => number,
  load: () => Promise<Answer>,
): () => Promise<Answer> {
  let cached: { readonly answer: Answer; readonly until: number } | undefined;
  return async () => {
    if (!cached || cached.until <= clock()) cached = { answer: await load(), until: clock() + ttlMilliseconds };
    return cached.answer;
  };
}
