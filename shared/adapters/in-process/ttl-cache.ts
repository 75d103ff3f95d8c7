/** Caches the answer of `ask` for this many milliseconds. Failures are not cached. `clock`: epoch milliseconds. */
export function keptFor<Answer>(
  milliseconds: number,
  clock: () => number,
  ask: () => Promise<Answer>,
): () => Promise<Answer> {
  let kept: { readonly answer: Answer; readonly until: number } | undefined;
  return async () => {
    if (!kept || kept.until <= clock()) kept = { answer: await ask(), until: clock() + milliseconds };
    return kept.answer;
  };
}
