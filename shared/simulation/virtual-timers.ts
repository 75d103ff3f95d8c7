import { addSeconds, earliest, type Instant } from '../domain/instant.ts';
import type { FollowUpTimer, FollowUpTimers } from '../ports/follow-ups.ts';
import type { WakeResult, WakingTimer } from '../use-cases/follow-up/wake-timer.ts';
import { TASK_RETRIES, TASK_RETRY_SECONDS } from './virtual-executions.ts';

/** The timers of near steps on virtual time: each sleeps, then takes its step, and retries failures like the machine. */
export class VirtualTimers implements FollowUpTimers {
  readonly #clock: () => Instant;
  readonly #started = new Set<string>();
  #asleep: { readonly timer: FollowUpTimer; readonly wakeAt: Instant; readonly failures: number }[] = [];

  constructor(clock: () => Instant) {
    this.#clock = clock;
  }

  /** When the next one wakes. */
  get wakesAt(): Instant | undefined {
    return earliest(...this.#asleep.map(({ wakeAt }) => wakeAt));
  }

  async start(timer: FollowUpTimer, waitSeconds: number): Promise<void> {
    const name = `${timer.leadId}-${timer.epoch}-${timer.revision}-${timer.at}`;
    if (this.#started.has(name)) return;
    this.#started.add(name);
    this.#asleep.push({ timer, wakeAt: addSeconds(this.#clock(), waitSeconds), failures: 0 });
  }

  /** Lets every timer that is due take its step with `take`. After the last retry the sweep takes over. */
  async wake(take: (timer: WakingTimer) => Promise<WakeResult>): Promise<void> {
    const now = this.#clock();
    const awake = this.#asleep.filter(({ wakeAt }) => wakeAt <= now);
    this.#asleep = this.#asleep.filter(({ wakeAt }) => wakeAt > now);
    for (const { timer, failures } of awake) {
      const { leadId, epoch, revision } = timer;
      try {
        await take({ leadId, epoch, revision });
      } catch {
        if (failures >= TASK_RETRIES) continue;
        this.#asleep.push({ timer, wakeAt: addSeconds(now, TASK_RETRY_SECONDS), failures: failures + 1 });
      }
    }
  }
}
