import { readInteraction } from '../../shared/channels/slack/interaction.ts';
import { isFromSlack } from '../../shared/runtime/auth/slack-signature.ts';
import { type HttpCall, type HttpResult, problemToResult } from '../../shared/runtime/http/http-handler.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import { headerOf, readRawBody } from '../../shared/runtime/http/request-body.ts';
import type { Meter } from '../../shared/runtime/telemetry/metrics.ts';
import { answerByButton, answerByForm } from './answer-in-slack.ts';
import { answerCommand } from './commands.ts';
import type { SlackCall, SlackDeps } from './slack-deps.ts';

/** An interaction repeats its whole message. */
const MAX_BODY_BYTES = 512 * 1024;

/**
 * Handles a call under /slack: 401 unless Slack signed it, 404 for what Baton does not offer, else 200. Slack shows the
 * person an error after any other answer, and after three seconds.
 */
export async function handleSlack(call: HttpCall, meter: Meter, deps: SlackDeps): Promise<HttpResult> {
  const { event, requestId, log } = call;
  const refuse = (...problemArgs: Parameters<typeof problem>) => problemToResult(problem(...problemArgs), requestId);
  if (event.requestContext.http.method !== 'POST')
    return refuse('method-not-allowed', 'Slack posts here.', { headers: { allow: 'POST' } });
  const bytes = readRawBody(event, MAX_BODY_BYTES);
  if (!bytes.ok) return problemToResult(bytes.problem, requestId);
  if (!(await isSigned(call, bytes.value, deps))) {
    log.warn('slack_call_refused');
    return refuse('unauthorized', 'The request must be signed by Slack with the signing secret of this app.');
  }
  const form = new URLSearchParams(bytes.value.toString('utf8'));
  const isRepeat = headerOf(event, 'x-slack-retry-num') !== undefined;
  switch (/\/slack\/([a-z]+)\/?$/.exec(event.rawPath)?.[1]) {
    case 'interactions':
      return toResult(await interact(form.get('payload') ?? '', { ...call, meter, isRepeat }, deps));
    case 'commands': {
      const command = { member: form.get('user_id') ?? '', text: form.get('text') ?? '' };
      return toResult(await answerCommand(command, { ...call, meter, isRepeat }, deps));
    }
    default:
      return refuse('not-found', 'Unknown path.');
  }
}

async function interact(payload: string, call: SlackCall, deps: SlackDeps): Promise<object | undefined> {
  const interaction = readInteraction(payload);
  if (interaction.kind === 'pressed') return answerByButton(interaction, call, deps);
  if (interaction.kind === 'submitted') return answerByForm(interaction, call, deps);
  return undefined;
}

/** Whether Slack signed the body. The secrets are read again before it is refused, in case they were just replaced. */
async function isSigned({ event, now }: HttpCall, body: Uint8Array, { slack }: SlackDeps): Promise<boolean> {
  const headers = Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]));
  // An unsigned call costs no look at the secret.
  if (headers['x-slack-signature'] === undefined) return false;
  for (const fresh of [false, true])
    if (isFromSlack(await slack.signingSecrets({ fresh }), { headers, body, now })) return true;
  return false;
}

/** An empty 200 acknowledges a press, or closes a form. */
function toResult(body: object | undefined): HttpResult {
  if (body === undefined) return { statusCode: 200 };
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
