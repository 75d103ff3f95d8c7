import type { Instant } from '../../domain/instant.ts';
import type { Notice, Notifier } from '../../ports/notifier.ts';
import { frozenCopy } from './frozen-copy.ts';

/** A receiver of notices that remembers them, and refuses them when told to. */
export class MemoryNotifier implements Notifier {
  readonly #sent: { readonly notice: Notice; readonly at: Instant }[] = [];
  #refusals = 0;

  async send(notice: Notice, now: Instant): Promise<void> {
    if (this.#refusals > 0) {
      this.#refusals -= 1;
      throw new Error('the receiver did not take the notice');
    }
    this.#sent.push({ notice: frozenCopy(notice), at: now });
  }

  /** The next `times` notices are not taken; all of them when left out. */
  refuse(times = Number.POSITIVE_INFINITY): void {
    this.#refusals = times;
  }

  /** Takes notices again. */
  accept(): void {
    this.#refusals = 0;
  }

  /** Every notice taken so far, in order, second copies included. */
  get sent(): readonly { readonly notice: Notice; readonly at: Instant }[] {
    return this.#sent;
  }

  /** The notices a receiver acts on: a second copy of the same occasion is dropped. */
  get received(): readonly Notice[] {
    return [...new Map(this.#sent.map(({ notice }) => [notice.id, notice])).values()];
  }
}
