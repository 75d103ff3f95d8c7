import type { CrmFailure } from '../../domain/crm/crm-failure.ts';
import type { CrmValues } from '../../domain/crm/crm-fields.ts';
import type { CrmProblem } from '../../domain/crm/crm-link.ts';
import type { CrmRecordResult, CrmRecordWrite } from '../../ports/crm.ts';

/** How many properties of one record may be refused, one after the other. */
const MAX_LEFT_OUT = 10;

/** The outcome of one write. `exists`: it would make a second record; `id` is the one that exists. */
export type WriteOutcome =
  | { readonly outcome: 'done'; readonly id: string }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'exists'; readonly id: string }
  | { readonly outcome: 'failed'; readonly failure: CrmFailure };

/** A write on its way, with the properties that were refused so far. */
export interface Attempt {
  readonly write: CrmRecordWrite;
  readonly values: CrmValues;
  readonly leftOut: readonly CrmProblem[];
}

/** The results so far. */
export type Results = Map<CrmRecordWrite, CrmRecordResult>;

/** Returns a write before anything of it was refused. */
export function beginAttempt(write: CrmRecordWrite): Attempt {
  return { write, values: write.values, leftOut: [] };
}

/**
 * Writes, and leaves out what is refused of a record until the rest is accepted: a list of choices that lacks a value
 * must not keep the owner from being written.
 * @returns those whose outcome is neither success nor failure
 */
export async function writeUntilAccepted(
  attempts: readonly Attempt[],
  results: Results,
  post: (due: readonly Attempt[]) => Promise<ReadonlyMap<string, WriteOutcome>>,
): Promise<readonly { readonly attempt: Attempt; readonly outcome: WriteOutcome }[]> {
  const others: { attempt: Attempt; outcome: WriteOutcome }[] = [];
  let due = attempts;
  while (due.length > 0) {
    const outcomes = await post(due);
    const again: Attempt[] = [];
    for (const attempt of due) {
      const { write, leftOut } = attempt;
      const outcome = outcomes.get(write.lead) ?? { outcome: 'not_found' };
      const lesser = outcome.outcome === 'failed' ? withoutRefused(attempt, outcome.failure) : undefined;
      if (outcome.outcome === 'done') results.set(write, { outcome: 'saved', record: outcome.id, leftOut });
      else if (lesser) again.push(lesser);
      else if (outcome.outcome === 'failed') results.set(write, outcome);
      else others.push({ attempt, outcome });
    }
    due = again;
  }
  return others;
}

/** Undefined: what was refused is none of our values, so nothing can be left out. */
function withoutRefused({ write, values, leftOut }: Attempt, { code, property }: CrmProblem): Attempt | undefined {
  if (property === undefined || !Object.hasOwn(values, property) || leftOut.length >= MAX_LEFT_OUT) return undefined;
  const rest = Object.fromEntries(Object.entries(values).filter(([name]) => name !== property));
  return { write, values: rest, leftOut: [...leftOut, { code, property }] };
}
