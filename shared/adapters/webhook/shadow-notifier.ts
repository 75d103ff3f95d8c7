import type { Instant } from '../../domain/instant.ts';
import { type Mode, mayLeave } from '../../domain/shadow/shadow-mode.ts';
import type { Notice, Notifier } from '../../ports/notifier.ts';

/** Suppresses all notifications in shadow mode, and always those about leads that were received in shadow mode. */
export class QuietNotifier implements Notifier {
  readonly #notifier: Notifier;
  readonly #mode: () => Promise<Mode>;

  constructor(options: { readonly notifier: Notifier; readonly mode: () => Promise<Mode> }) {
    this.#notifier = options.notifier;
    this.#mode = options.mode;
  }

  async send(notice: Notice, now: Instant): Promise<'sent' | 'withheld'> {
    return mayLeave(notice.lead, await this.#mode()) ? this.#notifier.send(notice, now) : 'withheld';
  }
}
