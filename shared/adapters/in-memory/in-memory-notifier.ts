import type { Instant } from '../../domain/instant.ts';
import { type Mode, mayLeave } from '../../domain/shadow/shadow-mode.ts';
import type { Notice, Notifier } from '../../ports/notifier.ts';
import { frozenCopy } from './frozen-copy.ts';

/** A receiver of notices that remembers them, and refuses them when told to. It gets none while Baton observes. */
export class MemoryNotifier implements Notifier {
  readonly #sent: { readonly notice: Notice; readonly at: Instant }[] = [];
  readonly #mode: () => Promise<Mode>;
  #refusals = 0;

  constructor(mode: () => Promise<Mode> = async () => 'live') {
    this.#mode = mode;
  }

  async send(notice: Notice, now: Instant): Promise<'sent' | 'withheld'> {
    if (!mayLeave(notice.lead, await this.#mode())) return 'withheld';
    if (this.#refusals > 0) {
      this.#refusals -= 1;
      throw new Error('the receiver did not take the notice');
    }
    this.#sent.push({ notice: frozenCopy(notice), at: now });
    return 'sent';
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
