import { startOfFollowUp } from '../../shared/domain/answers/answer-questions.ts';
import { problem } from '../../shared/runtime/http/problem.ts';

/** Reads the day on which a person asked to be contacted again. */
export const followUpDay = {
  /** Returns the start of that day in UTC; undefined when it is not after today or too far ahead. */
  from: startOfFollowUp,
  problem: problem('validation-failed', 'See `errors` for the invalid fields.', {
    errors: [{ in: 'body', field: '/until', expected: 'a day after today, within 400 days' }],
  }),
};
