import * as z from 'zod';
import type { BatchDecision } from '../domain/assignment/batch-decision.ts';
import { explain } from '../domain/assignment/decision-record.ts';
import type { Lead } from '../domain/lead/lead.ts';
import { instant } from './values.ts';

/** Why a lead went where it went; sentences are made from it by whoever shows it. */
export const DecisionView = z
  .object({
    lead: z.string(),
    guessed: z.array(z.string()).readonly().describe('Features it went by that are guesses.'),
    score: z
      .object({
        total: z.number(),
        band: z.string(),
        reasons: z
          .array(z.object({ part: z.string(), fields: z.array(z.string()).readonly(), points: z.number() }))
          .readonly(),
      })
      .optional(),
    routing: z
      .object({
        plan: z.int(),
        at: instant,
        rule: z.string(),
        layer: z.string(),
        outcome: z.enum(['assign', 'close', 'nurture']),
        passedOver: z
          .array(
            z.object({
              rule: z.string(),
              because: z.string().describe('`field:` and the field that did not fit, `no_team` or `no_owner`.'),
            }),
          )
          .readonly(),
        targets: z.array(z.object({ kind: z.enum(['team', 'queue']), id: z.string() })).readonly(),
        target: z.int().describe('Which of the targets is being tried, from 0.'),
      })
      .optional(),
    assignment: z
      .object({
        decision: z.string(),
        plan: z.int(),
        team: z.string(),
        strategy: z.string(),
        at: instant,
        ledgerVersion: z.int(),
        chosen: z.string().optional(),
        because: z.string().optional(),
        relaxed: z.array(z.string()).readonly(),
        holdersAgain: z.boolean().describe('Former owners were asked again because nobody else could ever take it.'),
        only: z.string().optional().describe('Nobody else could have it: the owner of its account, for one.'),
        charged: z.boolean().describe('Whether it took a turn.'),
        capped: z.boolean().describe('Whether caps counted.'),
        passedOver: z.array(z.object({ rep: z.string(), reason: z.string() })).readonly(),
        notInTurn: z.array(z.string()).readonly(),
      })
      .optional()
      .describe('Absent while nobody was chosen, and when a person chose.'),
  })
  .meta({ id: 'Decision' });

/** A lead's routing and, if a robot chose its owner, the decision of that batch. */
export function decisionView(lead: Lead, decision: BatchDecision | undefined): z.input<typeof DecisionView> {
  const { score } = lead;
  return {
    lead: lead.id,
    guessed: lead.guessed,
    score: score && { total: score.total, band: score.band, reasons: score.reasons },
    routing: routingOf(lead),
    assignment: decision && assignmentOf(lead, decision),
  };
}

function routingOf({ routing }: Lead): z.input<typeof DecisionView>['routing'] {
  if (!routing) return undefined;
  const { plan, at, route, target } = routing;
  const targets = route.outcome === 'assign' ? route.targets : [];
  return {
    plan,
    at,
    rule: route.rule,
    layer: route.layer,
    outcome: route.outcome,
    passedOver: route.passedOver.map(({ rule, because }) => ({
      rule,
      because: typeof because === 'string' ? because : `field:${because.field}`,
    })),
    targets: targets.map((one) => ({ kind: one.kind, id: one.kind === 'team' ? one.team : one.queue })),
    target,
  };
}

function assignmentOf(lead: Lead, { id, plan, record }: BatchDecision): z.input<typeof DecisionView>['assignment'] {
  const why = explain(record, lead.id);
  const { team, strategy, at, ledgerVersion } = record;
  return why && { decision: id, plan, team, strategy, at, ledgerVersion, ...why };
}
