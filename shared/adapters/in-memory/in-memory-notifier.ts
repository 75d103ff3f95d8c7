import type { RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { canLeaveBaton, type Mode } from '../../domain/shadow/shadow-mode.ts';
import type { Notification, Notifier, NotifierResult } from '../../ports/notifier.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the notifier: records notifications and refuses them on request. Receives none in shadow mode. */
export class InMemoryNotifier implements Notifier {
  readonly #sent: { readonly notice: Notification; readonly at: Instant }[] = [];
  readonly #mode: () => Promise<Mode>;
  readonly #unreachable = new Set<RepId>();
  #refusals = 0;

  constructor(mode: () => Promise<Mode> = async () => 'live') {
    this.#mode = mode;
  }

  async send(notice: Notification, now: Instant): Promise<NotifierResult> {
    if (!canLeaveBaton(notice.lead, await this.#mode())) return 'suppressed';
    if (this.#refusals > 0) {
      this.#refusals -= 1;
      throw new Error('the receiver refused the notification');
    }
    if (this.#unreachable.has(notice.to)) return 'not_reached';
    this.#sent.push({ notice: copyFrozen(notice), at: now });
    return 'sent';
  }

  /** Refuses the next `times` notifications; all of them if left out. */
  refuse(times = Number.POSITIVE_INFINITY): void {
    this.#refusals = times;
  }

  /** Makes a person unreachable, by any channel and for good. */
  cutOff(person: RepId): void {
    this.#unreachable.add(person);
  }

  /** Accepts notifications again. */
  accept(): void {
    this.#refusals = 0;
  }

  /** Every notification accepted so far, in order, including duplicates. */
  get sent(): readonly { readonly notice: Notification; readonly at: Instant }[] {
    return this.#sent;
  }

  /** The notifications a receiver acts on: duplicates of the same occasion are dropped. */
  get received(): readonly Notification[] {
    return [...new Map(this.#sent.map(({ notice }) => [notice.id, notice])).values()];
  }
}
