import { currentTargetOf } from '../../domain/assignment/assignable.ts';
import { buildReceivedStage } from '../../domain/follow-up/queue-stages.ts';
import { isWaitingForHandoff } from '../../domain/handoff/handoff.ts';
import type { TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { companyKeyOf } from '../../domain/lead/company-key.ts';
import { type Lead, workItemOf } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { asksForColleagues, isRouteChangedBy } from '../../domain/routing/colleague-route.ts';
import { colleagueOwnerOf, leadsOfCompanies } from '../colleague-owner.ts';
import type { Deps } from '../deps.ts';
import { saveTransition } from '../save-transition.ts';
import { planOf } from './assignment-terms.ts';

type JoinDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'>;

/** Queued leads, split by whether to assign them now or after the others. */
export interface SplitQueue {
  readonly now: readonly Lead[];
  /** Leads whose company already has a lead in `now`: who gets that one may change their route. */
  readonly afterwards: readonly Lead[];
  /** How many were sent back to routing. */
  readonly sentBack: number;
}

/**
 * Lets people of one company who wrote before anybody owned a lead of theirs get the same rep, if the plan has a rule
 * for it. A lead is sent back to routing when a colleague's lead has got an owner since and the plan now decides
 * otherwise. Of several leads of a company, only the first is to be assigned now.
 */
export async function joinColleagues(
  leads: readonly Lead[],
  at: { readonly team: TeamId; readonly now: Instant },
  deps: JoinDeps,
): Promise<SplitQueue> {
  const now: Lead[] = [];
  const afterwards: Lead[] = [];
  const companies = new Set<string>();
  const planFor = rememberPlans(deps);
  let sentBack = 0;
  for (const lead of leads) {
    const company = companyKeyOf(lead);
    const plan = company !== undefined && mayJoinColleague(lead) ? await planFor(lead) : undefined;
    if (!plan || company === undefined || !asksForColleagues(plan)) now.push(lead);
    else if (companies.has(company)) afterwards.push(lead);
    else if (await sendToColleague(lead, { ...at, company, plan }, deps)) sentBack += 1;
    else {
      companies.add(company);
      now.push(lead);
    }
  }
  return { now, afterwards, sentBack };
}

/**
 * Whether a lead waits in a team's queue as a new lead would, so that a colleague's owner may still get it. One that was
 * handed off waits for its next team, and one that came back from nurture may wait for its last owner.
 */
function mayJoinColleague(lead: Lead): boolean {
  if (lead.stage.state !== 'waiting' || lead.stage.place !== 'team' || isWaitingForHandoff(lead)) return false;
  return lead.cycleStartedAt === undefined || currentTargetOf(lead)?.only === undefined;
}

/** Returns a function that reads each plan version once. */
function rememberPlans(deps: JoinDeps): (lead: Lead) => Promise<Plan | undefined> {
  const read = new Map<number | undefined, Promise<Plan | undefined>>();
  return (lead) => {
    const version = lead.routing?.plan;
    const plan = read.get(version) ?? planOf(lead, deps);
    read.set(version, plan);
    return plan;
  };
}

/** Sends a lead back to routing if the owner of a colleague's lead changes its route. Returns whether it did. */
async function sendToColleague(
  queued: Lead,
  at: { readonly company: string; readonly plan: Plan; readonly team: TeamId; readonly now: Instant },
  deps: JoinDeps,
): Promise<boolean> {
  const { company, team, now } = at;
  const id = await colleagueOwnerOf(queued.id, await leadsOfCompanies([company], deps), deps);
  const owner = id === undefined ? undefined : await deps.reps.get(id);
  if (!owner || !isRouteChangedBy(owner, queued, at.plan)) return false;
  const active = await deps.plans.active();
  if (!active) return false;
  const saved = await saveTransition<'moved'>(
    queued,
    (lead) => {
      if (workItemOf(lead)?.team !== team || !mayJoinColleague(lead)) return { refused: 'moved' };
      return {
        change: transition(lead, {
          type: 'LeadReconsidered',
          data: { queue: team, because: 'colleague' },
          at: now,
          eventId: deps.newId(),
          stage: buildReceivedStage(active.plan, now),
          patch: { routedAgainFor: [...(lead.routedAgainFor ?? []), owner.id] },
        }),
      };
    },
    deps,
  );
  return saved.outcome === 'done';
}
