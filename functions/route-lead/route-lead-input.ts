import * as z from '../../shared/domain/lazy-zod.ts';
import type { DecidedScore } from '../../shared/use-cases/routing/score-lead.ts';

const DecidedScoreSchema: z.ZodType<DecidedScore> = z.object({
  leadVersion: z.int(),
  planVersion: z.int(),
  enrichmentResult: z.string(),
  score: z.object({
    total: z.number(),
    fit: z.number(),
    behaviour: z.number(),
    band: z.string(),
    reasons: z.array(z.object({ part: z.enum(['fit', 'behaviour']), fields: z.array(z.string()), points: z.number() })),
  }),
});

/** What the scoring task hands on. Without a score, as when no plan was active then, routing scores the lead itself. */
export const RouteLeadInput = z.object({ leadId: z.string(), decidedScore: DecidedScoreSchema.optional() });
