import * as z from '../../lazy-zod.ts';
import { duration, name } from './file-scalars.ts';

/** How answers that return a lead count toward turns. */
export const FileAnswers = z.strictObject({
  cannot_take: z
    .strictObject({ charge: z.enum(['keep', 'give_back']).prefault('keep') })
    .prefault({})
    .describe('Whether declining a lead uses up the turn of the rep.'),
  wrong_for_me: z
    .strictObject({
      ask: z.array(name).min(1, 'expected at least one reason').prefault(['territory', 'segment', 'duplicate', 'spam']),
      credit: z.enum(['give_back', 'keep']).prefault('give_back'),
    })
    .prefault({})
    .describe('Reasons a rep can give for a misroute, and whether the turn is given back.'),
  hasty: duration
    .prefault('30s')
    .describe('A first response by a click alone, so soon after the notification, is listed for the manager.'),
});
