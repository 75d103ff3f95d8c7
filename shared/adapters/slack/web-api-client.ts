import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import type { SlackAnswer, SlackApi } from '../../channels/slack/slack-api.ts';
import * as z from '../../domain/lazy-zod.ts';

/** Time limit for an answer of Slack, in milliseconds. */
const TIMEOUT_MILLISECONDS = 5_000;

/** Codes by which Slack says that it does not work at the moment. All others will be the same the next time. */
const TRANSIENT_CODES = new Set([
  'accesslimited',
  'fatal_error',
  'internal_error',
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

const SILENT = () => undefined;

/** What Slack would log includes the message, and so a person. */
const NO_LOG = {
  debug: SILENT,
  info: SILENT,
  warn: SILENT,
  error: SILENT,
  setLevel: SILENT,
  setName: SILENT,
  getLevel: () => 'error' as never,
};

const Posted = z.object({ channel: z.string(), ts: z.string() });
const Nothing = z.unknown().transform(() => undefined);
const Found = z.object({ user: z.object({ id: z.string() }) });
const Channel = z.object({
  channel: z.object({ is_member: z.boolean().optional(), is_archived: z.boolean().optional() }),
});
const Identity = z.object({ team_id: z.string(), team: z.string(), user_id: z.string() });

/** No link becomes a preview, and no word a mention, whatever a lead wrote. */
const LITERALLY = { unfurl_links: false, unfurl_media: false, mrkdwn: false, link_names: false, parse: 'none' };

/**
 * Creates a client for a workspace. It tries once: what fails is tried again by whoever sends notifications, by another
 * channel first.
 * @param options.url base URL of Slack's API, where it is not Slack's own
 */
export function createWebApiClient(options: {
  readonly token: string;
  readonly url?: string;
  readonly timeoutMilliseconds?: number;
}): SlackApi {
  const client = new WebClient(options.token, {
    ...(options.url !== undefined && { slackApiUrl: options.url }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS,
    logger: NO_LOG,
  });
  const call = async <Schema extends z.ZodType>(
    method: string,
    args: Readonly<Record<string, unknown>>,
    schema: Schema,
  ): Promise<SlackAnswer<z.output<Schema>>> => {
    try {
      return { ok: true, value: schema.parse(await client.apiCall(method, args)) };
    } catch (error) {
      if (error instanceof WebAPIPlatformError && !TRANSIENT_CODES.has(error.data.error))
        return { ok: false, error: codeOf(error.data.error) };
      // Without the cause, which may quote the message.
      throw new Error(`Slack did not do ${method}: ${reasonOf(error)}`);
    }
  };
  return {
    postMessage: (channel, { text, blocks }) =>
      call('chat.postMessage', { channel, text, blocks, ...LITERALLY }, Posted),
    updateMessage: ({ channel, ts }, { text, blocks }) =>
      call('chat.update', { channel, ts, text, blocks, link_names: false, parse: 'none' }, Posted),
    postEphemeral: ({ channel, member: user }, { text, blocks }) =>
      call('chat.postEphemeral', { channel, user, text, blocks, link_names: false, parse: 'none' }, Nothing),
    openView: (trigger_id, view) => call('views.open', { trigger_id, view }, Nothing),
    memberByEmail: (email) =>
      call(
        'users.lookupByEmail',
        { email },
        Found.transform(({ user }) => user.id),
      ),
    channel: (channel) =>
      call(
        'conversations.info',
        { channel },
        Channel.transform(({ channel: { is_member = false, is_archived = false } }) => ({
          isMember: is_member,
          isArchived: is_archived,
        })),
      ),
    identity: () =>
      call(
        'auth.test',
        {},
        Identity.transform(({ team_id, team, user_id }) => ({ team: team_id, teamName: team, bot: user_id })),
      ),
  };
}

/** Slack's codes are words with underscores; anything else is no code. */
function codeOf(error: string): string {
  return /^[a-z][a-z0-9_]{0,63}$/.test(error) ? error : 'unknown_error';
}

function reasonOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return codeOf(error.data.error);
  if (error instanceof WebAPIRateLimitedError) return `rate limited for ${error.retryAfter} s`;
  if (error instanceof WebAPIHTTPError) return `status ${error.statusCode}`;
  if (error instanceof WebAPIRequestError) return 'no answer';
  return error instanceof z.ZodError ? 'an unexpected answer' : 'failed';
}
