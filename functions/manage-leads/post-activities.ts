import { sha256 } from '../../shared/adapters/intake/read-body.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { type Activity as ActivityBody, postActivities } from '../../shared/runtime/api/activities.ts';
import type { Meter } from '../../shared/runtime/metrics.ts';
import { PROBLEMS, type Problem } from '../../shared/runtime/problem.ts';
import { type Route, serve } from '../../shared/runtime/route.ts';
import { type ActivityResult, recordActivity } from '../../shared/use-cases/record-activity.ts';
import type { TouchDeps } from '../../shared/use-cases/touched.ts';
import { ACTIVITY_PROBLEMS } from '../dependencies/api-problems.ts';
import { meterSpeedToLead } from '../dependencies/speed-to-lead.ts';

/** `POST /v1/activities`: what a CRM or a mail tool knows of persons and us. Each is taken in by itself, in the order given. */
export const postActivity: Route<TouchDeps> = serve(postActivities, async ({ body, now, meter }, deps: TouchDeps) => {
  const results = [];
  for (const activity of body.activities) {
    const { at = now } = activity;
    results.push(shown(await recordActivity({ ...activity, at, key: keyOf(activity) }, now, deps), now, meter));
  }
  return { status: 200, body: { results } };
});

/** By the sender's own id within its system, else by all that is said. */
function keyOf({ id, ...content }: ActivityBody): string {
  const { lead, externalId, kind, at, direction, rep } = content;
  const system = externalId?.split(':')[0] ?? 'api';
  const said = id === undefined ? [lead, externalId, kind, at, direction, rep] : [system, id];
  return `activity:${sha256(JSON.stringify(said))}`;
}

function shown(result: ActivityResult, now: Instant, meter: Meter) {
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
