import type { BatchDecision } from '../domain/assignment/batch-decision.ts';
import { explainDecision } from '../domain/assignment/decision-record.ts';
import * as z from '../domain/lazy-zod.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { SkippedRule } from '../domain/lead/routing-decision.ts';
import { RESULT_MEASURES } from '../domain/plan/team.ts';
import { PilotPlaceView } from './pilots.ts';
import { repFactorFields } from './rep-factor-fields.ts';
import { instantField, nameField } from './values.ts';

const replayOutcomeFields = {
  outcome: z
    .enum(['equal', 'different', 'not_kept'])
    .describe('Whether deciding again gave the same; `not_kept`: what it was made from is not stored any more.'),
  because: z
    .enum(['not_routed', 'erased', 'features', 'plan', 'inputs'])
    .optional()
    .describe('With `not_kept`: what is missing.'),
  difference: z
    .object({ field: z.string(), decided: z.unknown(), replayed: z.unknown() })
    .optional()
    .describe('With `different`: the first field that differs.'),
};

const ReplayView = z
  .object({
    route: z
      .object(replayOutcomeFields)
      .describe('The routing in force: score, rule, outcome, targets; after a hand-off, its team, terms and targets.'),
    assignments: z
      .array(z.object({ decision: z.string(), at: instantField, ...replayOutcomeFields }))
      .readonly()
      .describe('Every assignment by the system, oldest first: eligibility, credits, the chosen rep.'),
  })
  .meta({ id: 'Replay' });

const RepChangeView = z.object({
  change: z
    .string()
    .describe(
      '`active`, `in_team`, `weight`, `at_work`, `no_leave`, `no_meeting`, `not_excluded`, `not_refused`, ' +
        '`not_held_before`, `not_reserved`, `attribute`, `open_cap`, `day_cap`, `credit` or `load`.',
    ),
  attribute: z.string().optional().describe('With `attribute`: the one that the lead needs a value of.'),
  atLeast: z.number().optional().describe('With `open_cap` and `day_cap`.'),
  units: z.int().optional().describe('With `credit`: so many more billionths of a lead.'),
  slots: z.number().optional().describe('With `load`: so many slots fewer in use.'),
});

const WhyNotView = z
  .object({
    rep: z.string(),
    because: z
      .string()
      .describe(
        'A reason code of `passedOver`, or `not_in_turn`, `chosen`, `not_assigned`, `not_a_candidate` (another team was ' +
          'asked) or `not_kept` (decided before inputs were kept).',
      ),
    ways: z
      .array(z.array(RepChangeView).readonly())
      .readonly()
      .describe('The smallest changes after which the rep would have been chosen, each proved by deciding again.'),
    ruleWays: z
      .array(
        z.object({
          changes: z
            .array(z.object({ field: z.string(), value: z.union([z.string(), z.number(), z.boolean()]).optional() }))
            .readonly()
            .describe('No value: unknown.'),
          rule: z.string(),
          team: z.string(),
        }),
      )
      .readonly()
      .describe("Changes of the lead after which a rule would have sent it to one of the rep's teams that you see."),
  })
  .meta({ id: 'WhyNot' });

/** Query of a decision: what to add to it. */
export const DecisionQuery = z.strictObject({
  replay: z.enum(['true']).optional().describe('Make the decisions again and compare.'),
  whyNot: nameField
    .optional()
    .describe(
      'A rep: say why they were not chosen, and what would have had to be otherwise. A manager may name a rep of their ' +
        'teams; a rep, themselves.',
    ),
});

/** Explains where a lead was routed and why. Clients turn it into sentences. */
export const DecisionView = z
  .object({
    lead: z.string(),
    guessedFields: z.array(z.string()).readonly().describe('Features used for the decision that are guesses.'),
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
        at: instantField,
        rule: z.string(),
        layer: z.string(),
        outcome: z.enum(['assign', 'close', 'nurture']),
        passedOver: z
          .array(
            z.object({
              rule: z.string(),
              because: z.string().describe('`field:` with the field that did not match, `no_team` or `no_owner`.'),
            }),
          )
          .readonly()
          .optional()
          .describe('The rules that did not take it. Absent when the decision can no longer be made again.'),
        targets: z.array(z.object({ kind: z.enum(['team', 'queue']), id: z.string() })).readonly(),
        target: z.int().describe('Index of the current target, from 0.'),
        pilot: PilotPlaceView.optional().describe('The pilot that ran then, and the arm of its account.'),
      })
      .optional(),
    assignment: z
      .object({
        decision: z.string(),
        plan: z.int(),
        team: z.string(),
        strategy: z.string(),
        at: instantField,
        ledgerVersion: z.int(),
        chosen: z.string().optional(),
        because: z.string().optional(),
        relaxed: z.array(z.string()).readonly(),
        holdersAgain: z
          .boolean()
          .describe('Former owners were considered again because no other rep can ever take it.'),
        meetingsIgnored: z
          .boolean()
          .describe('Meetings did not count, because everybody who could take it was in one.'),
        comesBy: instantField
          .optional()
          .describe('Nobody was at work: whoever comes to work by then was eligible, and their clock starts then.'),
        only: z.string().optional().describe('The only eligible rep, such as the owner of its account.'),
        backupFor: z.string().optional().describe('The rep on leave as whose backup `only` was eligible.'),
        charged: z.boolean().describe('Whether it counted as a turn.'),
        capped: z.boolean().describe('Whether caps applied.'),
        surge: z
          .object({ since: instantField, capPercent: z.int() })
          .optional()
          .describe('The team had a surge: its caps were this share of the usual ones.'),
        passedOver: z.array(z.object({ rep: z.string(), reason: z.string() })).readonly(),
        notInTurn: z.array(z.string()).readonly(),
        results: z
          .object({
            weight: z.number().describe('The own weight of the chosen rep, multiplied by `factor`.'),
            ...repFactorFields,
            by: z.enum(RESULT_MEASURES),
            overDays: z.number(),
            version: z.int().describe("The version of the team's factors."),
          })
          .optional()
          .describe('Present in a team whose turns go by results: what they did to the weight of the chosen rep.'),
      })
      .optional()
      .describe('Absent while nobody has been chosen, and when a person chose.'),
    replay: ReplayView.optional().describe('Present when asked for.'),
    whyNot: WhyNotView.optional().describe('Present when asked for.'),
  })
  .meta({ id: 'Decision' });

/**
 * Returns a lead's routing, with the rules it passed over, and, if the system chose its owner, the decision of that
 * batch.
 */
export function toDecisionView(
  lead: Lead,
  {
    passedOver,
    decision,
    replay,
    whyNot,
  }: {
    readonly passedOver?: readonly SkippedRule[];
    readonly decision?: BatchDecision;
    readonly replay?: z.input<typeof ReplayView>;
    readonly whyNot?: z.input<typeof WhyNotView>;
  },
): z.input<typeof DecisionView> {
  const { score } = lead;
  return {
    lead: lead.id,
    guessedFields: lead.guessedFields,
    score: score && { total: score.total, band: score.band, reasons: score.reasons },
    routing: toRoutingView(lead, passedOver),
    assignment: decision && toAssignmentView(lead, decision),
    replay,
    whyNot,
  };
}

function toRoutingView(
  { routing }: Lead,
  passedOver: readonly SkippedRule[] | undefined,
): z.input<typeof DecisionView>['routing'] {
  if (!routing) return undefined;
  const { plan, at, route, target, pilot } = routing;
  const targets = route.outcome === 'assign' ? route.targets : [];
  return {
    plan,
    at,
    rule: route.rule,
    layer: route.layer,
    outcome: route.outcome,
    passedOver: passedOver?.map(({ rule, because }) => ({
      rule,
      because: typeof because === 'string' ? because : `field:${because.field}`,
    })),
    targets: targets.map((one) => ({ kind: one.kind, id: one.kind === 'team' ? one.team : one.queue })),
    target,
    ...(pilot && { pilot: { id: pilot.id, arm: pilot.arm } }),
  };
}

function toAssignmentView(lead: Lead, { id, plan, record }: BatchDecision): z.input<typeof DecisionView>['assignment'] {
  const why = explainDecision(record, lead.id);
  const { team, strategy, at, ledgerVersion, surge } = record;
  return why && { decision: id, plan, team, strategy, at, ledgerVersion, surge, ...why };
}
