import { toDecisionView } from '../../shared/api/decision-view.ts';
import { toLeadSummary, toLeadView, toListedLead } from '../../shared/api/lead-view.ts';
import type { leadRoutes } from '../../shared/api/leads.ts';
import { toTimelineView } from '../../shared/api/timeline-view.ts';
import {
  canSeeLead,
  canSeeRep,
  canSeeTeam,
  placeOfLead,
  visibleTeamsOf,
} from '../../shared/domain/access/visibility.ts';
import type { RepId, TeamId } from '../../shared/domain/ids.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import type { CrmLinkStore } from '../../shared/ports/crm-link-store.ts';
import type { NoticeStore } from '../../shared/ports/notice-store.ts';
import type { WebhookStore } from '../../shared/ports/webhook-store.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { passedOverRulesOf } from '../../shared/use-cases/routing/passed-over-rules.ts';
import { loadVisibleLead, NOT_YOUR_REP, NOT_YOUR_TEAM, visibilityFor } from '../wiring/visibility.ts';

type ShowDeps = Pick<Deps, 'leads' | 'plans'>;
type ListDeps = Pick<Deps, 'leads' | 'plans' | 'reps'>;
type DecisionDeps = Pick<Deps, 'leads' | 'plans' | 'reps'>;
type TimelineDeps = ShowDeps & {
  readonly webhooks: Pick<WebhookStore, 'deliveries'>;
  readonly notices: Pick<NoticeStore, 'list'>;
  readonly crmLinks: Pick<CrmLinkStore, 'load'>;
};

/** `GET /v1/leads/{id}`. */
export const getLead: RouteHandler<typeof leadRoutes.getLead, ShowDeps> = async ({ params, principal }, deps) => {
  const seen = await loadVisibleLead(params.id, await visibilityFor('getLead', principal, deps), deps);
  if ('problem' in seen) return seen.problem;
  return { status: 200, body: toLeadView(seen.lead, await deps.leads.person(params.id)) };
};

/** `GET /v1/leads/{id}/timeline`. */
export const getTimeline: RouteHandler<typeof leadRoutes.getTimeline, TimelineDeps> = async (
  { params, principal },
  deps,
) => {
  const seen = await loadVisibleLead(params.id, await visibilityFor('getTimeline', principal, deps), deps);
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
  { params, query, principal },
  deps,
) => {
  const visibility = await visibilityFor('getDecision', principal, deps);
  const seen = await loadVisibleLead(params.id, visibility, deps);
  if ('problem' in seen) return seen.problem;
  const asked = query.whyNot === undefined ? undefined : await deps.reps.get(query.whyNot);
  if (query.whyNot !== undefined && !asked) return problem('not-found', `There is no rep ${query.whyNot}.`);
  if (asked && !canSeeRep(visibility, asked)) return NOT_YOUR_REP;
  const { stage } = seen.lead;
  const id = stage.state === 'assigned' || stage.state === 'working' ? stage.decision : undefined;
  const [passedOver, decision, replay, whyNot] = await Promise.all([
    passedOverRulesOf(seen.lead, deps),
    id === undefined ? undefined : deps.leads.decision(id),
    query.replay && replayLater(seen.lead, deps),
    asked && explainLater(seen.lead, { rep: asked.id, teams: visibleTeamsOf(visibility, asked) }, deps),
  ]);
  return { status: 200, body: toDecisionView(seen.lead, { passedOver, decision, replay, whyNot }) };
};

/** Replays a lead's decisions. Few calls do, so the code that assigns is loaded only then. */
async function replayLater(lead: Lead, deps: DecisionDeps) {
  const { replayLead } = await import('../../shared/use-cases/routing/replay-lead.ts');
  return replayLead(lead, deps);
}

/** Says why a rep was not chosen; loaded only then, as replays are. */
async function explainLater(
  lead: Lead,
  rep: { readonly rep: RepId; readonly teams: readonly TeamId[] },
  deps: DecisionDeps,
) {
  const { explainWhyNot } = await import('../../shared/use-cases/routing/explain-why-not.ts');
  return explainWhyNot(lead, rep, deps);
}

/**
 * `GET /v1/leads`: lists by owner, team or state. A rep lists only their own; a manager those of their teams, so a page of
 * a state may hold fewer leads than asked for.
 */
export const listLeads: RouteHandler<typeof leadRoutes.listLeads, ListDeps> = async ({ query, principal }, deps) => {
  const { owner, team, state, cursor, limit, receivedFrom } = query;
  const visibility = await visibilityFor('listLeads', principal, deps);
  if (visibility.scope === 'own' && owner !== visibility.person)
    return problem('forbidden', 'A rep may list only their own leads: set owner to your own id.');
  if (owner !== undefined && visibility.scope === 'teams') {
    const rep = await deps.reps.get(owner);
    if (!canSeeRep(visibility, rep ?? { id: owner, teams: {} })) return NOT_YOUR_REP;
  }
  if (team !== undefined && !canSeeTeam(visibility, team)) return NOT_YOUR_TEAM;
  const by =
    owner !== undefined ? { owner } : team !== undefined ? { team } : state !== undefined ? { state } : undefined;
  if (!by) throw new Error('the schema let a query without a filter pass');
  const page = await deps.leads.list({ by, limit, cursor, receivedFrom });
  const visible = page.items.filter((lead) => canSeeLead(visibility, placeOfLead(lead)));
  return {
    status: 200,
    body: { leads: visible.map(query.with === 'features' ? toListedLead : toLeadSummary), cursor: page.cursor },
  };
};
