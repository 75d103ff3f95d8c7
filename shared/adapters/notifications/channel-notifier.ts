import type { ChannelSender } from '../../channels/channel-sender.ts';
import { CHANNEL_NAMES, CHANNELS, type ChannelName } from '../../channels/channels.ts';
import type { Instant } from '../../domain/instant.ts';
import { endNotice, type NoticeAttempt } from '../../domain/notifications/notice.ts';
import { type WayToReach, waysToReach } from '../../domain/notifications/ways-to-reach.ts';
import type { BeginResult, NoticeStore } from '../../ports/notice-store.ts';
import type { Notification, Notifier, NotifierResult } from '../../ports/notifier.ts';
import type { RepStore } from '../../ports/rep-store.ts';
import type { SettingsStore } from '../../ports/settings-store.ts';

/** Options of {@link ChannelNotifier}. */
interface ChannelNotifierOptions {
  readonly reps: Pick<RepStore, 'get'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly notices: NoticeStore;
  readonly senders: Readonly<Record<ChannelName, ChannelSender>>;
  /** Called when a channel does not work at the moment. */
  readonly onUnavailable: (notification: Pick<Notification, 'lead'>, error: unknown) => void;
  /** Called when nobody could be told. */
  readonly onNotReached: (notification: Pick<Notification, 'lead' | 'to'>) => void;
}

/** What the attempts to reach a person came to. */
interface Attempts {
  readonly attempts: readonly NoticeAttempt[];
  readonly reference?: string;
  readonly error?: unknown;
}

/**
 * Sends each notification to one person, once: by the first of their channels that takes it, and last by webhook to the
 * environment's address. What became of it is kept beside the lead.
 */
export class ChannelNotifier implements Notifier {
  readonly #options: ChannelNotifierOptions;

  constructor(options: ChannelNotifierOptions) {
    this.#options = options;
  }

  async send(notification: Notification, now: Instant): Promise<NotifierResult> {
    const { notices, onNotReached } = this.#options;
    const { id, to, occasion, lead } = notification;
    const facts = { id, lead: lead.id, to, occasion };
    const { ways, zone } = await this.#waysTo(notification);
    const isClaimed = ways.some(({ channel }) => !CHANNELS[channel].dropsRepeats);
    const begun: BeginResult = isClaimed ? await notices.begin(facts, now) : { outcome: 'begun', earlier: [] };
    if (begun.outcome !== 'begun') {
      if (begun.outcome === 'sent_before') return 'sent';
      throw new Error('another sender is at this notification');
    }
    const refused = new Set(begun.earlier.filter(({ outcome }) => outcome === 'refused').map(({ channel }) => channel));
    const left = ways.filter(({ channel, isShared }) => isShared || !refused.has(channel));
    const { attempts, reference, error } = await this.#try(notification, left, { now, zone });
    const ended = endNotice({ ...facts, earlier: begun.earlier }, attempts, now, reference);
    // A repeat that nobody took changes nothing: the person has been told.
    if (ended.status !== 'sent' && (await notices.get(lead.id, id))?.status === 'sent') return 'sent';
    await notices.save(ended);
    if (ended.status === 'failing') throw error;
    if (ended.status === 'sent') return 'sent';
    onNotReached(notification);
    return 'not_reached';
  }

  async #waysTo({
    to,
  }: Notification): Promise<{ readonly ways: readonly WayToReach<ChannelName>[]; readonly zone?: string }> {
    const { reps, settings } = this.#options;
    const [person, shared] = await Promise.all([reps.get(to, { consistent: false }), settings.read('notify')]);
    const ways = waysToReach(person, {
      channels: CHANNEL_NAMES,
      shared: shared && { channel: 'webhook', address: shared.url },
    });
    return { ways, zone: person?.zone };
  }

  /** Tries one way after the other until one takes the notification. */
  async #try(
    notification: Notification,
    ways: readonly WayToReach<ChannelName>[],
    { now, zone }: { readonly now: Instant; readonly zone: string | undefined },
  ): Promise<Attempts> {
    const attempts: NoticeAttempt[] = [];
    let error: unknown;
    for (const { channel, address } of ways) {
      try {
        const result = await this.#options.senders[channel](notification, { address, now, zone });
        if (result.outcome === 'sent')
          return { attempts: [...attempts, { channel, at: now, outcome: 'sent' }], reference: result.reference };
        attempts.push({ channel, at: now, ...result });
      } catch (reason) {
        error = reason;
        this.#options.onUnavailable(notification, reason);
        attempts.push({ channel, at: now, outcome: 'unavailable', because: 'no_answer' });
      }
    }
    return { attempts, error };
  }
}
