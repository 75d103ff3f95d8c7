import { NOT_NOW_AT_MOST_SECONDS } from '../../shared/domain/answers/answer.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import { problem } from '../../shared/runtime/http/problem.ts';

/** Reads the day on which a lead asked to be called again. */
export const dayToReturn = {
  /** The start of that day in UTC; undefined when it is not after today, or further off than a lead may be put. */
  from(day: string, now: Instant): Instant | undefined {
    const until = `${day}T00:00:00.000Z`;
    const inTime = until > now && until <= addSeconds(now, NOT_NOW_AT_MOST_SECONDS);
    return inTime ? until : undefined;
  },
  problem: problem('validation-failed', 'See which fields are not as expected.', {
    errors: [{ in: 'body', field: '/until', expected: 'a day after today, within 400 days' }],
  }),
};
