import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { CrmNudge, CrmNudges } from '../../ports/crm-nudges.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the queue of nudges, on a clock of the test. */
export class InMemoryCrmNudges implements CrmNudges {
  readonly #clock: () => Instant;
  #held: { readonly nudge: CrmNudge; readonly visibleAt: Instant }[] = [];

  constructor(clock: () => Instant) {
    this.#clock = clock;
  }

  async send(nudges: readonly CrmNudge[], delaySeconds: number): Promise<void> {
    const visibleAt = addSeconds(this.#clock(), delaySeconds);
    this.#held.push(...nudges.map((nudge) => ({ nudge: copyFrozen(nudge), visibleAt })));
  }

  /** Takes what is no longer held back. */
  receive(): readonly CrmNudge[] {
    const now = this.#clock();
    const visible = this.#held.filter(({ visibleAt }) => visibleAt <= now);
    this.#held = this.#held.filter(({ visibleAt }) => visibleAt > now);
    return visible.map(({ nudge }) => nudge);
  }

  /** When the next one is no longer held back; undefined if there is none. */
  get nextAt(): Instant | undefined {
    return this.#held.map(({ visibleAt }) => visibleAt).sort()[0];
  }
}
