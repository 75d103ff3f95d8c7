import type * as z from 'zod';
import { sha256 } from '../../shared/adapters/intake/read-body.ts';
import { type Activity as ActivityBody, postActivities, type TakenActivity } from '../../shared/api/activities.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { PROBLEMS, type Problem, problem } from '../../shared/runtime/http/problem.ts';
import { type Route, serve } from '../../shared/runtime/http/route.ts';
import type { Meter } from '../../shared/runtime/telemetry/metrics.ts';
import { type ActivityResult, recordActivity } from '../../shared/use-cases/answers/record-activity.ts';
import type { TouchDeps } from '../../shared/use-cases/intake/apply-touchpoint.ts';
import { ACTIVITY_PROBLEMS } from '../wiring/api-problems.ts';
import { eachByItself } from '../wiring/each-by-itself.ts';
import { meterSpeedToLead } from '../wiring/speed-to-lead.ts';

/**
 * `POST /v1/activities`: what a CRM or a mail tool knows of persons and us. Each is taken in by itself, in the order given, and one
 * that cannot be dealt with does not keep the others back.
 */
export const postActivity: Route<TouchDeps> = serve(
  postActivities,
  async ({ body, now, log, meter }, deps: TouchDeps) => {
    const results = await eachByItself<ActivityBody, Shown>(body.activities, {
      async take(activity) {
        const { at = now } = activity;
        return shown(await recordActivity({ ...activity, at, key: keyOf(activity) }, now, deps), now, meter);
      },
      failed(error) {
        log.error('activity_failed', { error });
        return { outcome: 'failed', problem: document(NOT_DONE) };
      },
    });
    return { status: 200, body: { results } };
  },
);

type Shown = z.input<typeof TakenActivity>;

const NOT_DONE = problem('unavailable', 'It could not be taken in just now. Tell it again.');

/** By the sender's own id within its system, else by all that is said. */
function keyOf({ id, ...content }: ActivityBody): string {
  const { lead, externalId, kind, at, direction, rep } = content;
  const system = externalId?.split(':')[0] ?? 'api';
  const said = id === undefined ? [lead, externalId, kind, at, direction, rep] : [system, id];
  return `activity:${sha256(JSON.stringify(said))}`;
}

function shown(result: ActivityResult, now: Instant, meter: Meter): Shown {
  switch (result.outcome) {
    case 'refused':
      return { outcome: result.outcome, problem: document(ACTIVITY_PROBLEMS[result.because]) };
    case 'repeated':
    case 'closed':
      return { outcome: result.outcome, lead: result.lead };
    default: {
      const { outcome, lead, contactsLeft } = result;
      if (outcome === 'first_touch') meterSpeedToLead(meter, lead, now);
      return { outcome, lead: lead.id, state: lead.stage.state, contactsLeft };
    }
  }
}

function document({ kind, detail }: Problem) {
  return { type: `/problems/${kind}`, ...PROBLEMS[kind], detail };
}
