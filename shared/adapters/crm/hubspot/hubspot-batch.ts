import * as z from '../../../domain/lazy-zod.ts';
import { type CallCrm, inParts } from '../crm-request.ts';
import type { WriteOutcome } from '../write-until-accepted.ts';
import { existingRecordOf, failureOfAnswer, failureOfError, HubSpotError, isNotFound } from './hubspot-errors.ts';

/** The most entries of one call. */
const MAX_ENTRIES = 100;

const Answer = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      objectWriteTraceId: z.string().optional(),
      properties: z.record(z.string(), z.string().nullish()).default({}),
    }),
  ),
  errors: z.array(HubSpotError).default([]),
});

/** One entry of a batch, with a text by which its outcome is found again. */
export interface BatchEntry {
  readonly trace: string;
  readonly input: { readonly id?: string } & Readonly<Record<string, unknown>>;
}

/** The outcome of one entry, with the properties that were asked for. */
export type EntryOutcome =
  | (Extract<WriteOutcome, { outcome: 'done' }> & { readonly properties: Readonly<Record<string, string>> })
  | Exclude<WriteOutcome, { outcome: 'done' }>;

/**
 * Posts entries to a batch endpoint, and returns the outcome of each by its trace. If HubSpot refuses a whole batch
 * because of one entry, each half is posted by itself, down to the one that is refused.
 */
export async function postBatch(
  call: CallCrm,
  path: string,
  entries: readonly BatchEntry[],
  common: Readonly<Record<string, unknown>> = {},
): Promise<ReadonlyMap<string, EntryOutcome>> {
  const outcomes = new Map<string, EntryOutcome>();
  for (const part of inParts(entries, MAX_ENTRIES))
    for (const [trace, outcome] of await postPart(call, path, part, common)) outcomes.set(trace, outcome);
  return outcomes;
}

type Outcomes = readonly (readonly [string, EntryOutcome])[];

async function postPart(
  call: CallCrm,
  path: string,
  entries: readonly BatchEntry[],
  common: Readonly<Record<string, unknown>>,
): Promise<Outcomes> {
  const inputs = entries.map(({ trace, input }) => ({ ...input, objectWriteTraceId: trace }));
  const answer = await call({ method: 'POST', path, body: { ...common, inputs } });
  const all = (outcome: EntryOutcome): Outcomes => entries.map(({ trace }) => [trace, outcome] as const);
  if (!answer.ok) return all({ outcome: 'failed', failure: answer.problem });
  const { status } = answer.value;
  if (status >= 200 && status < 300) return readOutcomes(answer.value.json, entries);
  const isAboutEntries = status === 400 || status === 404 || status === 409;
  if (!isAboutEntries) return all({ outcome: 'failed', failure: failureOfAnswer(answer.value) });
  if (entries.length > 1) {
    const half = Math.ceil(entries.length / 2);
    const halves = [entries.slice(0, half), entries.slice(half)];
    const results: Outcomes[] = [];
    for (const one of halves) results.push(await postPart(call, path, one, common));
    return results.flat();
  }
  const existing = existingRecordOf(answer.value);
  if (existing !== undefined) return all({ outcome: 'exists', id: existing });
  if (status === 404) return all({ outcome: 'not_found' });
  return all({ outcome: 'failed', failure: failureOfAnswer(answer.value) });
}

/** An entry is found by its trace; without one, by its id, which HubSpot gives in its place in errors. */
function readOutcomes(json: unknown, entries: readonly BatchEntry[]): Outcomes {
  const parsed = Answer.safeParse(json);
  if (!parsed.success) return entries.map(({ trace }) => [trace, UNREADABLE]);
  const { results, errors } = parsed.data;
  return entries.map((entry, position): readonly [string, EntryOutcome] => {
    const { trace, input } = entry;
    const error = errors.find(
      ({ context }) => context.objectWriteTraceId?.includes(trace) || context.ids?.includes(String(input.id)),
    );
    if (error)
      return [
        trace,
        isNotFound(error) ? { outcome: 'not_found' } : { outcome: 'failed', failure: failureOfError(error) },
      ];
    const own =
      results.find(({ objectWriteTraceId }) => objectWriteTraceId === trace) ??
      results.find(({ id, properties }) => id === input.id || properties.email === input.id) ??
      // A merged record answers under its new id; alone in its batch it is known all the same.
      (entries.length === 1 ? results[position] : undefined);
    if (!own) return [trace, UNREADABLE];
    const properties = Object.entries(own.properties).map(([name, value]) => [name, value ?? ''] as const);
    return [trace, { outcome: 'done', id: own.id, properties: Object.fromEntries(properties) }];
  });
}

const UNREADABLE: EntryOutcome = { outcome: 'failed', failure: { code: 'unreadable' } };
