import { leadRoutes } from '../../shared/api/leads.ts';
import type { ApiClient } from '../api-client.ts';
import type { ListedLead } from './listed-lead.ts';
import { matchesAll, type Where } from './where.ts';

const PAGE_SIZE = 100;
const LeadPage = leadRoutes.listLeads.replies[200];

/** Whose leads are chosen: a rep's, a team's, or those of a rule of the plan. */
export interface Choice {
  readonly from?: string;
  readonly team?: string;
  readonly rule?: string;
  readonly where: readonly Where[];
}

/** The states that a rule's leads are looked for in; a rep's and a team's are listed whole. */
const OPEN_STATES = ['waiting', 'assigned', 'working', 'nurturing'] as const;
/** Who rests in nurture has time, and moves only if asked for. */
const STATES_BY_DEFAULT: readonly string[] = ['waiting', 'assigned', 'working'];

/** Returns the open leads that a choice means, most urgent first. Test leads and those in shadow mode are left out. */
export async function chooseLeads({ from, team, rule, where }: Choice, api: ApiClient): Promise<readonly ListedLead[]> {
  const lists = listsOf({ from, team });
  const found = (await Promise.all(lists.map((list) => listAll(list, api)))).flat();
  const namesState = where.some(({ field }) => field === 'state');
  return found
    .filter((lead) => !lead.test && lead.shadow !== true && lead.state !== 'closed' && lead.state !== 'received')
    .filter((lead) => namesState || STATES_BY_DEFAULT.includes(lead.state))
    .filter((lead) => (rule === undefined || lead.rule === rule) && matchesAll(lead, where))
    .sort((a, b) => compare(a.dueAt ?? '', b.dueAt ?? '') || compare(a.id, b.id));
}

function listsOf({ from, team }: Pick<Choice, 'from' | 'team'>): readonly Readonly<Record<string, string>>[] {
  if (from !== undefined) return [{ owner: from }];
  return team === undefined ? OPEN_STATES.map((state) => ({ state })) : [{ team }];
}

async function listAll(by: Readonly<Record<string, string>>, api: ApiClient): Promise<readonly ListedLead[]> {
  const leads: ListedLead[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      ...by,
      with: 'features',
      limit: String(PAGE_SIZE),
      ...(cursor !== undefined && { cursor }),
    });
    const page = await api.call('GET', `/v1/leads?${query}`, { reply: LeadPage });
    leads.push(...page.leads);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return leads;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
