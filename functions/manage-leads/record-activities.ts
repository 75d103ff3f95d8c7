import type * as z from 'zod';
import { sha256 } from '../../shared/adapters/crypto/sha256.ts';
import type {
  ActivityBody,
  ActivityResult as ActivityResultSchema,
  activityRoutes,
} from '../../shared/api/activities.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { actorOf } from '../../shared/runtime/auth/principal.ts';
import { PROBLEMS, type Problem, problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Meter } from '../../shared/runtime/telemetry/metrics.ts';
import { type ActivityResult, recordActivity } from '../../shared/use-cases/answers/record-activity.ts';
import type { TouchpointDeps } from '../../shared/use-cases/intake/apply-touchpoint.ts';
import { ACTIVITY_PROBLEMS } from '../wiring/api-problems.ts';
import { processEach } from '../wiring/each-by-itself.ts';
import { meterSpeedToLead } from '../wiring/speed-to-lead.ts';

/**
 * `POST /v1/activities`: records what happened between persons and reps according to a CRM or a mail tool. Each
 * activity is processed on its own, in the given order; one that fails does not block the others.
 */
export const recordActivities: RouteHandler<typeof activityRoutes.recordActivities, TouchpointDeps> = async (
  { body, principal, now, log, meter },
  deps,
) => {
  const results = await processEach<ActivityBody, ActivityView>(body.activities, {
    async process(activity) {
      const { at = now } = activity;
      const reported = { ...activity, at, reportedBy: actorOf(principal), key: keyOf(activity) };
      return activityView(await recordActivity(reported, now, deps), now, meter);
    },
    onFailure(error) {
      log.error('activity_failed', { error });
      return { outcome: 'failed', problem: toProblemDocument(NOT_RECORDED) };
    },
  });
  // The event of such a contact names the rep, not who reported it.
  if (body.activities.some(({ rep }) => rep !== undefined)) log.info('change_made', { outcome: 'activities_reported' });
  return { status: 200, body: { results } };
};

type ActivityView = z.input<typeof ActivityResultSchema>;

const NOT_RECORDED = problem('unavailable', 'The activity could not be recorded just now. Send it again.');

/** Returns the key of an activity: the sender's own id within its system, else a hash of its content. */
function keyOf({ id, ...content }: ActivityBody): string {
  const { lead, externalId, kind, at, direction, rep } = content;
  const system = externalId?.split(':')[0] ?? 'api';
  const said = id === undefined ? [lead, externalId, kind, at, direction, rep] : [system, id];
  return `activity:${sha256(JSON.stringify(said))}`;
}

function activityView(result: ActivityResult, now: Instant, meter: Meter): ActivityView {
  switch (result.outcome) {
    case 'refused':
      return { outcome: result.outcome, problem: toProblemDocument(ACTIVITY_PROBLEMS[result.because]) };
    case 'repeated':
    case 'closed':
      return { outcome: result.outcome, lead: result.lead };
    default: {
      const { outcome, lead, contactsLeft } = result;
      if (outcome === 'first_response') meterSpeedToLead(meter, lead, now);
      return { outcome, lead: lead.id, state: lead.stage.state, contactsLeft };
    }
  }
}

function toProblemDocument({ kind, detail }: Problem) {
  return { type: `/problems/${kind}`, ...PROBLEMS[kind], detail };
}
