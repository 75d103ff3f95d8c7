import * as z from '../domain/lazy-zod.ts';
import { emailAddress } from './email-address.ts';
import { slackAddress } from './slack/slack-address.ts';
import { webhookAddress } from './webhook-address.ts';

/** What is known of a channel without loading what sends by it. */
interface Channel {
  /** What a person's own address looks like. */
  readonly address: z.ZodType<string, string>;
  /**
   * Its receivers drop a second message with the same id. By other channels, Baton sends a notice only while nobody else
   * is sending it.
   */
  readonly dropsRepeats: boolean;
}

/** Every way to reach a person, best first. What sends by each is in functions/wiring/notifications.ts. */
export const CHANNELS = {
  slack: { address: slackAddress, dropsRepeats: false },
  webhook: { address: webhookAddress, dropsRepeats: true },
  email: { address: emailAddress, dropsRepeats: false },
} as const satisfies Readonly<Record<string, Channel>>;

/** The name of a channel. */
export type ChannelName = keyof typeof CHANNELS;

/** The names of all channels, best first. */
export const CHANNEL_NAMES = Object.keys(CHANNELS) as readonly ChannelName[];

/** A person's addresses by channel; channels by which they cannot be reached are left out. */
export const ChannelAddresses = z.strictObject(
  Object.fromEntries(CHANNEL_NAMES.map((name) => [name, CHANNELS[name].address.optional()])) as {
    readonly [Name in ChannelName]: z.ZodOptional<(typeof CHANNELS)[Name]['address']>;
  },
);

/** What a person prefers for notifications. */
export const ReachPreferences = z.strictObject({
  order: z
    .array(z.enum(CHANNEL_NAMES))
    .max(CHANNEL_NAMES.length)
    .refine((names) => new Set(names).size === names.length, 'each channel once')
    .optional()
    .describe('Channels, first choice first; those left out come after them.'),
  quiet: z.boolean().optional().describe('What is not urgent waits until the person works again.'),
  digest: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30')
    .optional()
    .describe(
      "What is not urgent is collected, and sent as one message at this time of the person's zone on work days.",
    ),
  reports: z
    .boolean()
    .optional()
    .describe('False: a manager gets no mail each morning about their teams, and no weekly report.'),
});
