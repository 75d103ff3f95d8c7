import { decideLeadAccount, listAccountReviews, suggestedAccountOf } from '../../shared/api/accounts.ts';
import { toLeadSummary } from '../../shared/api/lead-view.ts';
import { BadCursor } from '../../shared/ports/bad-cursor.ts';
import { type ApiRoute, bindRoute } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { decideAccount } from '../../shared/use-cases/routing/decide-account.ts';
import type { EnrichDeps } from '../../shared/use-cases/routing/enrich.ts';
import { ACCOUNT_PROBLEMS, BAD_CURSOR } from '../wiring/api-problems.ts';

type ReviewDeps = Pick<Deps, 'leads' | 'plans' | 'newId'> & EnrichDeps;

/** `GET /v1/accounts/reviews`: omits what has been decided since. */
export const showAccountReviews: ApiRoute<ReviewDeps> = bindRoute(
  listAccountReviews,
  async ({ query }, deps: ReviewDeps) => {
    try {
      const page = await deps.leads.accountReviews(query);
      const leads = await deps.leads.loadMany(page.items);
      const reviews = leads.flatMap((lead) => {
        const account = suggestedAccountOf(lead);
        return account === undefined ? [] : [{ lead: toLeadSummary(lead), account }];
      });
      return { status: 200, body: { reviews, cursor: page.cursor } };
    } catch (error) {
      if (!(error instanceof BadCursor)) throw error;
      return BAD_CURSOR;
    }
  },
);

/** `PUT /v1/leads/{id}/account`: a person confirms or corrects the account of a lead. */
export const decideLeadAccountByApi: ApiRoute<ReviewDeps> = bindRoute(
  decideLeadAccount,
  async ({ params, body, principal, now, log }, deps: ReviewDeps) => {
    const by = principal.repId ?? principal.keyId;
    const decided = await decideAccount({ leadId: params.id, account: body.account, by, now }, deps);
    if (decided.outcome === 'refused') return ACCOUNT_PROBLEMS[decided.because];
    if (decided.outcome === 'not_saved') throw new Error(`an account was not saved: ${decided.why.outcome}`);
    log.info('account_decided', { leadId: params.id, outcome: body.account === null ? 'none' : 'known' });
    return { status: 200, body: toLeadSummary(decided.lead) };
  },
);
