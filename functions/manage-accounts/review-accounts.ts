import { type accountRoutes, suggestedAccountOf } from '../../shared/api/accounts.ts';
import { toLeadSummary } from '../../shared/api/lead-view.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { loadLeads } from '../../shared/use-cases/load-leads.ts';
import * as useCase from '../../shared/use-cases/routing/decide-account.ts';
import type { PilotEnrichDeps } from '../../shared/use-cases/routing/route-in-pilot.ts';
import { ACCOUNT_PROBLEMS } from '../wiring/api-problems.ts';

type ReviewDeps = Pick<Deps, 'leads' | 'plans' | 'newId'> & PilotEnrichDeps;

/** `GET /v1/accounts/reviews`: omits what has been decided since. */
export const listAccountReviews: RouteHandler<typeof accountRoutes.listAccountReviews, ReviewDeps> = async (
  { query },
  deps,
) => {
  const page = await deps.leads.accountReviews(query);
  const { leads } = await loadLeads(page.items, deps);
  const reviews = leads.flatMap((lead) => {
    const account = suggestedAccountOf(lead);
    return account === undefined ? [] : [{ lead: toLeadSummary(lead), account }];
  });
  return { status: 200, body: { reviews, cursor: page.cursor } };
};

/** `PUT /v1/leads/{id}/account`: a person confirms or corrects the account of a lead. */
export const decideAccount: RouteHandler<typeof accountRoutes.decideAccount, ReviewDeps> = async (
  { params, body, principal, now, log },
  deps,
) => {
  const by = actorIdOf(principal);
  const decided = await useCase.decideAccount({ leadId: params.id, account: body.account, by, now }, deps);
  if (decided.outcome === 'refused') return ACCOUNT_PROBLEMS[decided.because];
  if (decided.outcome === 'not_saved') throw new Error(`an account was not saved: ${decided.why.outcome}`);
  log.info('account_decided', { leadId: params.id, outcome: body.account === null ? 'none' : 'known' });
  return { status: 200, body: toLeadSummary(decided.lead) };
};
