import * as z from 'zod';
import type { NotificationChannel } from './notification-channel.ts';
import { webhook } from './webhook.ts';

/** Every way to reach a person, best first: of a person's addresses, the first one is used. */
export const CHANNELS = { webhook } as const satisfies Readonly<Record<string, NotificationChannel>>;

/** The name of a channel. */
export type ChannelName = keyof typeof CHANNELS;

/** The names of all channels, best first. */
export const CHANNEL_NAMES = Object.keys(CHANNELS) as readonly ChannelName[];

/** A person's addresses by channel; channels by which they cannot be reached are left out. */
export const ChannelAddresses = z.strictObject(
  Object.fromEntries(CHANNEL_NAMES.map((name) => [name, CHANNELS[name].address.optional()])) as {
    readonly [Name in ChannelName]: z.ZodOptional<z.ZodType<string, string>>;
  },
);
