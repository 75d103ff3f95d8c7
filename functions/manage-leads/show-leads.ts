import { toDecisionView } from '../../shared/api/decision-view.ts';
import { toLeadSummary, toLeadView } from '../../shared/api/lead-view.ts';
import type { leadRoutes } from '../../shared/api/leads.ts';
import { toTimelineView } from '../../shared/api/timeline-view.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import type { CrmLinkStore } from '../../shared/ports/crm-link-store.ts';
import type { NoticeStore } from '../../shared/ports/notice-store.ts';
import type { WebhookStore } from '../../shared/ports/webhook-store.ts';
import { canWorkLead, type Principal } from '../../shared/runtime/auth/principal.ts';
import { type Problem, problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { passedOverRulesOf } from '../../shared/use-cases/routing/passed-over-rules.ts';
import { NO_SUCH_LEAD, NOT_YOUR_LEAD } from '../wiring/api-problems.ts';

type ShowDeps = Pick<Deps, 'leads'>;
type DecisionDeps = Pick<Deps, 'leads' | 'plans'>;
type TimelineDeps = ShowDeps & {
  readonly webhooks: Pick<WebhookStore, 'deliveries'>;
  readonly notices: Pick<NoticeStore, 'list'>;
  readonly crmLinks: Pick<CrmLinkStore, 'load'>;
};

/** `GET /v1/leads/{id}`. */
export const getLead: RouteHandler<typeof leadRoutes.getLead, ShowDeps> = async ({ params, principal }, deps) => {
  const seen = await loadVisible(params.id, principal, deps);
  if ('problem' in seen) return seen.problem;
  return { status: 200, body: toLeadView(seen.lead, await deps.leads.person(params.id)) };
};

/** `GET /v1/leads/{id}/timeline`. */
export const getTimeline: RouteHandler<typeof leadRoutes.getTimeline, TimelineDeps> = async (
  { params, principal },
  deps,
) => {
  const seen = await loadVisible(params.id, principal, deps);
  if ('problem' in seen) return seen.problem;
  const { id } = params;
  const [events, webhooks, notices, [crm]] = await Promise.all([
    deps.leads.timeline(id),
    deps.webhooks.deliveries(id),
    deps.notices.list(id),
    deps.crmLinks.load([id]),
  ]);
  return { status: 200, body: toTimelineView(id, events, { webhooks, notices, crm }) };
};

/** `GET /v1/leads/{id}/decision`. */
export const getDecision: RouteHandler<typeof leadRoutes.getDecision, DecisionDeps> = async (
  { params, principal },
  deps,
) => {
  const seen = await loadVisible(params.id, principal, deps);
  if ('problem' in seen) return seen.problem;
  const { stage } = seen.lead;
  const id = stage.state === 'assigned' || stage.state === 'working' ? stage.decision : undefined;
  const [passedOver, decision] = await Promise.all([
    passedOverRulesOf(seen.lead, deps),
    id === undefined ? undefined : deps.leads.decision(id),
  ]);
  return { status: 200, body: toDecisionView(seen.lead, { passedOver, decision }) };
};

/** `GET /v1/leads`: lists by owner, team or state. A rep lists only their own. */
export const listLeads: RouteHandler<typeof leadRoutes.listLeads, ShowDeps> = async ({ query, principal }, deps) => {
  const { owner, team, state, cursor, limit } = query;
  if (principal.role === 'rep' && owner !== principal.repId) {
    return problem('forbidden', 'A rep may list only their own leads: set owner to your own id.');
  }
  const by =
    owner !== undefined ? { owner } : team !== undefined ? { team } : state !== undefined ? { state } : undefined;
  if (!by) throw new Error('the schema let a query without a filter pass');
  const page = await deps.leads.list({ by, limit, cursor });
  return { status: 200, body: { leads: page.items.map(toLeadSummary), cursor: page.cursor } };
};

async function loadVisible(
  id: string,
  principal: Principal,
  deps: ShowDeps,
): Promise<{ readonly lead: Lead } | { readonly problem: Problem<'not-found' | 'forbidden'> }> {
  const lead = await deps.leads.load(id);
  if (!lead) return { problem: NO_SUCH_LEAD };
  const { owner } = toLeadSummary(lead);
  return canWorkLead(principal, owner) ? { lead } : { problem: NOT_YOUR_LEAD };
}
