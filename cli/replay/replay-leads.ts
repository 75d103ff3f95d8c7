import * as z from 'zod';
import { DecisionView } from '../../shared/api/decision-view.ts';
import { LEAD_STATES } from '../../shared/domain/lead/stage.ts';
import type { ApiClient } from '../api-client.ts';

/** How many leads are replayed at once: few enough to leave an environment's functions to its leads. */
const CONCURRENCY = 4;
const PAGE_SIZE = 100;

const LeadPage = z.object({
  leads: z.array(z.object({ id: z.string(), receivedAt: z.string() })),
  cursor: z.string().optional(),
});

/** A decision as the API replays it. */
type Replay = NonNullable<z.output<typeof DecisionView>['replay']>;
type Outcome = Replay['route'];

/** One decision about a lead: its routing, or an assignment. */
export interface ReplayedDecision extends Outcome {
  readonly lead: string;
  /** `route`, or the id of the decision of a batch. */
  readonly decision: string;
}

type Api = Pick<ApiClient, 'call'>;

/** Replays the decisions about one lead. */
export async function replayOne(api: Api, lead: string): Promise<readonly ReplayedDecision[]> {
  const path = `/v1/leads/${encodeURIComponent(lead)}/decision?replay=true`;
  const { replay } = await api.call('GET', path, { reply: DecisionView });
  if (!replay) throw new Error('The environment does not replay decisions yet. Deploy this release first.');
  return [
    { lead, decision: 'route', ...replay.route },
    ...replay.assignments.map(({ at: _, ...assignment }) => ({ lead, ...assignment })),
  ];
}

/**
 * Replays the decisions about all leads received since a moment. `say` is told how far it is.
 */
export async function replaySince(
  api: Api,
  { since, say }: { readonly since: string; readonly say: (line: string) => void },
): Promise<readonly ReplayedDecision[]> {
  const leads = await leadsSince(api, since);
  const replayed: ReplayedDecision[] = [];
  for (let start = 0; start < leads.length; start += CONCURRENCY) {
    const some = await Promise.all(leads.slice(start, start + CONCURRENCY).map((lead) => replayOne(api, lead)));
    replayed.push(...some.flat());
    const done = Math.min(start + CONCURRENCY, leads.length);
    if (done % PAGE_SIZE === 0 || done === leads.length) say(`${done} of ${leads.length} leads`);
  }
  return replayed;
}

/** A lead that moves to another state meanwhile is listed once. */
async function leadsSince(api: Api, since: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const state of LEAD_STATES) {
    let cursor: string | undefined;
    do {
      const after = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await api.call('GET', `/v1/leads?state=${state}&limit=${PAGE_SIZE}${after}`, { reply: LeadPage });
      for (const { id, receivedAt } of page.leads) if (receivedAt >= since) found.add(id);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return [...found].sort();
}
