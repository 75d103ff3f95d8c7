import type { FollowUpTimer, FollowUpTimers } from '../../ports/follow-ups.ts';
import { copyFrozen } from './frozen-copy.ts';

/**
 * Fake of the follow-up timers: records each timer once. The driver of virtual time decides whether and when they fire.
 */
export class InMemoryFollowUpTimers implements FollowUpTimers {
  readonly #started = new Map<string, FollowUpTimer>();

  async start(timer: FollowUpTimer): Promise<void> {
    const name = `${timer.leadId} ${timer.epoch} ${timer.revision} ${timer.at}`;
    if (!this.#started.has(name)) this.#started.set(name, copyFrozen(timer));
  }

  /** Every timer started so far, in order. */
  get started(): readonly FollowUpTimer[] {
    return [...this.#started.values()];
  }
}
