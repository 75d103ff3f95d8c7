import * as z from '../../lazy-zod.ts';
import { countPerSpan, duration, name } from './file-scalars.ts';

/** How answers that return a lead count toward turns. */
export const FileAnswers = z.strictObject({
  cannot_take: z
    .strictObject({
      then: z.literal('reassign').prefault('reassign').describe('The lead goes to another rep of the team.'),
      charge: z.enum(['keep', 'give_back']).prefault('keep').describe('Whether it uses up the turn of the rep.'),
      limit: countPerSpan
        .optional()
        .describe('3/week: a rep who declines more often is on a list of the manager. Days or weeks, at most 31d.'),
    })
    .prefault({})
    .describe('What happens when a rep declines a lead.'),
  wrong_for_me: z
    .strictObject({
      ask: z.array(name).min(1, 'expected at least one reason').prefault(['territory', 'segment', 'duplicate', 'spam']),
      then: z
        .literal('reroute')
        .prefault('reroute')
        .describe('It is routed again, without the rep; spam and duplicates are closed.'),
      credit: z
        .enum(['give_back', 'keep', 'after_review'])
        .prefault('give_back')
        .describe('Whether the turn is given back: at once, never, or once the manager of the team has agreed.'),
      review: z.literal('manager').optional().describe('Who reviews, with `credit: after_review`.'),
    })
    .refine(
      ({ credit, review }) => review === undefined || credit === 'after_review',
      'expected `review` only with `credit: after_review`',
    )
    .prefault({})
    .describe('Reasons a rep can give for a misroute, and whether the turn is given back.'),
  hasty: duration
    .prefault('30s')
    .describe('A first response by a click alone, so soon after the notification, is listed for the manager.'),
});
