import { CHANNEL_NAMES, CHANNELS, type ChannelName } from '../../channels/channels.ts';
import type { RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Notification, Notifier } from '../../ports/notifier.ts';
import type { RepStore } from '../../ports/rep-store.ts';
import type { SettingsStore } from '../../ports/settings-store.ts';

/**
 * Sends each notification by the first channel of which the person has an address, else by webhook to the environment's
 * address. Without either, it is dropped.
 */
export class ChannelNotifier implements Notifier {
  readonly #reps: Pick<RepStore, 'get'>;
  readonly #settings: Pick<SettingsStore, 'read'>;
  readonly #readSecret: () => Promise<string>;

  constructor(options: {
    readonly reps: Pick<RepStore, 'get'>;
    readonly settings: Pick<SettingsStore, 'read'>;
    /** `whsec_…` */
    readonly readSecret: () => Promise<string>;
  }) {
    this.#reps = options.reps;
    this.#settings = options.settings;
    this.#readSecret = options.readSecret;
  }

  async send(notification: Notification, now: Instant): Promise<'sent'> {
    const target = await this.#targetOf(notification.to);
    if (target) {
      const { channel, address } = target;
      await CHANNELS[channel].send(notification, { address, now, readSecret: this.#readSecret });
    }
    return 'sent';
  }

  async #targetOf(to: RepId): Promise<{ readonly channel: ChannelName; readonly address: string } | undefined> {
    const { addresses = {} } = (await this.#reps.get(to)) ?? {};
    for (const channel of CHANNEL_NAMES) {
      const address = addresses[channel];
      if (address !== undefined) return { channel, address };
    }
    const shared = await this.#settings.read('notify');
    return shared && { channel: 'webhook', address: shared.url };
  }
}
