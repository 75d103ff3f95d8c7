import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import { type Instant, millisecondsOf } from '../../../domain/instant.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { failure, type Result, success } from '../../../domain/result.ts';
import type { CallCrm } from '../crm-request.ts';
import { readHubSpotTime } from './hubspot-activities.ts';
import { failureOfAnswer } from './hubspot-errors.ts';

/** The most entries of one page, as HubSpot allows. */
const PAGE = 200;
/** The most pages of one search that go beyond what was read before. */
const MAX_PAGES = 10;
/** HubSpot lists no more than so many results of one search. */
const MAX_RESULTS = 10_000;

const Page = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) })),
  paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
});

/** An object that was found. */
export interface FoundObject {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly changedAt: Instant;
}

/** What is looked for: objects of a kind that were changed since then. */
interface ObjectSearch {
  readonly object: string;
  /** The property with the time of the last change. */
  readonly changedBy: string;
  readonly from: Instant;
  /** Up to when it was read before, and is read again. Pages up to here do not count: a search must come further. */
  readonly readBefore: Instant;
  readonly properties: readonly string[];
  /** A property that must have a value. */
  readonly having?: string;
  /** The most pages that go beyond what was read before, if fewer than {@link MAX_PAGES}. */
  readonly maxPages?: number;
}

/**
 * Finds what was changed since some time, oldest first. Each page asks for what was changed since the last one of the page
 * before: an object that is changed again meanwhile moves to the end, and a numbered page would skip its neighbour.
 */
export async function searchChanged(
  search: ObjectSearch,
  call: CallCrm,
): Promise<Result<{ readonly found: readonly FoundObject[]; readonly isComplete: boolean }, CrmFailure>> {
  const found = new Map<string, FoundObject>();
  let from = search.from;
  let after: string | undefined;
  for (let page = 0; page < (search.maxPages ?? MAX_PAGES); ) {
    const answer = await call({
      method: 'POST',
      path: `/crm/v3/objects/${search.object}/search`,
      body: bodyOf(search, from, after),
    });
    if (!answer.ok) return answer;
    if (answer.value.status !== 200) return failure(failureOfAnswer(answer.value));
    const parsed = Page.safeParse(answer.value.json);
    if (!parsed.success) return failure({ code: 'unreadable' });
    const { results, paging } = parsed.data;
    for (const one of results) {
      const changedAt = readHubSpotTime(one.properties[search.changedBy]);
      if (changedAt !== undefined) found.set(one.id, { ...one, changedAt });
    }
    if (!paging) return success({ found: [...found.values()], isComplete: true });
    const last = readHubSpotTime(results.at(-1)?.properties[search.changedBy]);
    // So many were changed at the same time that only numbered pages go on.
    if (last === undefined || last <= from) {
      after = paging.next.after;
      if (Number(after) >= MAX_RESULTS) return failure({ code: 'unreadable' });
      continue;
    }
    from = last;
    after = undefined;
    if (last > search.readBefore) page += 1;
  }
  return success({ found: [...found.values()], isComplete: false });
}

function bodyOf({ changedBy, properties, having }: ObjectSearch, from: Instant, after: string | undefined) {
  const since = { propertyName: changedBy, operator: 'GTE', value: String(millisecondsOf(from)) };
  return {
    filterGroups: [
      { filters: having === undefined ? [since] : [since, { propertyName: having, operator: 'HAS_PROPERTY' }] },
    ],
    sorts: [{ propertyName: changedBy, direction: 'ASCENDING' }],
    properties: [changedBy, ...properties],
    limit: PAGE,
    ...(after !== undefined && { after }),
  };
}
