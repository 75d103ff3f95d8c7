/** The same question, whose answer counts for so many milliseconds; `clock`: epoch milliseconds. An answer that failed is not kept. */
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
