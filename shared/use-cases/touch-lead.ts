import { firstFitting, tightened } from '../domain/assignment.ts';
import type { Found } from '../domain/found.ts';
import type { Instant } from '../domain/instant.ts';
import { mergePerson } from '../domain/intake/merge-person.ts';
import type { Person, Submission } from '../domain/intake/submission.ts';
import { cyclesOf, type Lead, type Stage, type Touch } from '../domain/lead.ts';
import { scoreOf, withScore } from '../domain/scoring.ts';
import { step } from '../domain/step.ts';
import { returnedStage } from '../domain/waiting.ts';
import { planOf, termsFor } from './assignment-terms.ts';
import type { Deps } from './deps.ts';
import { findOut } from './find-out.ts';

/** A lead remembers so many touches; the oldest fall away first. */
const TOUCHES_KEPT = 100;

type TouchDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'enrichment' | 'newId'>;

interface NewTouch {
  readonly lead: Lead;
  readonly submission: Submission;
  readonly submissionKey: string;
  readonly delivery?: string;
  readonly now: Instant;
}

/**
 * A new touch on a living lead merges: it is scored again, its deadline may only become tighter, it stays with its owner.
 * A lead in nurture that has become marketing-qualified by it returns to routing.
 * @returns false when the lead or the submission's key moved on meanwhile: look again.
 */
export async function touchLead(input: NewTouch, deps: TouchDeps): Promise<boolean> {
  const { lead, submission, submissionKey, delivery, now } = input;
  const touch: Touch = { touch: submission.touch, source: submission.source, at: now };
  const person = mergePerson(await deps.leads.person(lead.id), submission.person);
  const given = { ...lead.given, ...submission.given };
  const touches = [...lead.touches, touch].slice(-TOUCHES_KEPT);
  const plan = lead.score && (await planOf(lead, deps));
  const touched: Lead = { ...lead, given, touches };
  if (lead.stage.state === 'received') await enrichAgain(touched, person, deps);
  const found: Found = plan ? await findOut(touched, person, plan, deps) : lead;
  const score = plan ? scoreOf({ ...touched, features: found.features }, plan, now) : lead.score;
  const features = score ? withScore(found.features, score) : found.features;
  const { guessed, account } = found;
  const common = { at: now, eventId: deps.newId(), patch: { given, touches, features, guessed, account, score } };
  const returns = lead.stage.state === 'nurturing' && plan && score && score.total >= plan.scoring.mql;
  const transition = returns
    ? step(lead, {
        ...common,
        type: 'LeadReturned',
        data: { because: 'touch', cycle: cyclesOf(lead) },
        stage: returnedStage(plan, now),
      })
    : step(lead, {
        ...common,
        type: 'LeadTouched',
        data: { source: touch.source, touch: touch.touch, delivery },
        stage: await stageAfter({ ...touched, features }, now, deps),
      });
  const saved = await deps.leads.commit({
    transitions: [{ ...transition, person, claims: { submission: submissionKey } }],
  });
  return saved.outcome === 'done';
}

/** Routing reads what enrichment found out: before the touch is saved, it knows of it. */
async function enrichAgain(touched: Lead, person: Person, deps: TouchDeps): Promise<void> {
  const active = await deps.plans.active();
  await deps.leads.saveFound(touched.id, await findOut(touched, person, active?.plan, deps));
}

/** The same stage, with a tighter deadline when the touch makes a stricter SLA fit. */
async function stageAfter(lead: Lead, now: Instant, deps: TouchDeps): Promise<Stage> {
  const { stage } = lead;
  if (stage.state !== 'assigned') return stage;
  const terms = await termsFor(lead, { rep: stage.owner, team: stage.team, placedBy: stage.placedBy }, deps);
  const sla = terms && firstFitting(terms.plan, lead);
  if (!terms || !sla) return stage;
  return tightened(stage, { ...terms, sla }, now) ?? stage;
}
