import type { Instant } from '../../domain/instant.ts';
import { canLeaveBaton, type Mode } from '../../domain/shadow/shadow-mode.ts';
import type { Notification, Notifier, NotifierResult } from '../../ports/notifier.ts';

/** Suppresses all notifications in shadow mode, and always those about leads that were received in shadow mode. */
export class SuppressingNotifier implements Notifier {
  readonly #notifier: Notifier;
  readonly #mode: () => Promise<Mode>;

  constructor(options: { readonly notifier: Notifier; readonly mode: () => Promise<Mode> }) {
    this.#notifier = options.notifier;
    this.#mode = options.mode;
  }

  async send(notice: Notification, now: Instant): Promise<NotifierResult> {
    return canLeaveBaton(notice.lead, await this.#mode()) ? this.#notifier.send(notice, now) : 'suppressed';
  }
}
