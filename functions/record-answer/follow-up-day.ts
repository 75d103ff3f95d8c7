import { MAX_POSTPONE_SECONDS } from '../../shared/domain/answers/answer.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import { problem } from '../../shared/runtime/http/problem.ts';

/** Reads the day on which a person asked to be contacted again. */
export const followUpDay = {
  /** Returns the start of that day in UTC; undefined when it is not after today or too far ahead. */
  from(day: string, now: Instant): Instant | undefined {
    const until = `${day}T00:00:00.000Z`;
    const inTime = until > now && until <= addSeconds(now, MAX_POSTPONE_SECONDS);
    return inTime ? until : undefined;
  },
  problem: problem('validation-failed', 'See `errors` for the invalid fields.', {
    errors: [{ in: 'body', field: '/until', expected: 'a day after today, within 400 days' }],
  }),
};
