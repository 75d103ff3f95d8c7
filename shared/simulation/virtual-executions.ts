import type { FollowUpEnd } from '../domain/follow-up/follow-up-end.ts';
import { addSeconds, earliest, type Instant } from '../domain/instant.ts';
import type { FollowUpExecution, FollowUpExecutions } from '../ports/follow-up-executions.ts';
import type { WaitingTaskStore } from '../ports/waiting-tasks.ts';
import type { WakeResult, WakingTimer } from '../use-cases/follow-up/wake-timer.ts';

/** How often a task is retried, and after how long, in seconds. After the last retry its execution is dead. */
export const TASK_RETRIES = 6;
export const TASK_RETRY_SECONDS = 2;
/** A task that waits times out after a second at the earliest. */
const MIN_WAIT_SECONDS = 1;

/** A follow-up execution with the time at which its task times out, or is retried. */
interface Running {
  readonly execution: FollowUpExecution;
  /** Index of the step that it takes next. */
  readonly step: number;
  readonly token: string;
  readonly wakeAt: Instant;
  readonly failures: number;
}

/** One finished execution: its name's parts, and the output that it ended with. */
export interface EndedExecution {
  readonly execution: FollowUpExecution;
  readonly end: FollowUpEnd | undefined;
}

/**
 * The follow-up state machine of a whole window on virtual time: each execution waits with a token, its time-out is the
 * way to the next step, and completing the token ends it.
 */
export class VirtualExecutions implements FollowUpExecutions {
  readonly ended: EndedExecution[] = [];
  readonly #names = new Set<string>();
  readonly #running = new Map<string, Running>();
  readonly #clock: () => Instant;
  readonly #waitingTasks: WaitingTaskStore;
  #tokens = 0;

  constructor(options: { readonly clock: () => Instant; readonly waitingTasks: WaitingTaskStore }) {
    this.#clock = options.clock;
    this.#waitingTasks = options.waitingTasks;
  }

  /** When the next one wakes. */
  get wakesAt(): Instant | undefined {
    return earliest(...[...this.#running.values()].map(({ wakeAt }) => wakeAt));
  }

  /** How many have not ended. */
  get open(): number {
    return this.#running.size;
  }

  async start(execution: FollowUpExecution): Promise<'started'> {
    const { leadId, epoch, revision } = execution;
    const name = `${leadId}-${epoch}-${revision}`;
    if (this.#names.has(name)) return 'started';
    this.#names.add(name);
    const token = this.#newToken();
    this.#running.set(token, { execution, step: 0, token, wakeAt: this.#wakeAtOf(execution, 0), failures: 0 });
    await this.#waitingTasks.save({ leadId, epoch, revision, token }, execution.steps.at(-1)?.at ?? this.#clock());
    return 'started';
  }

  async end(token: string, end: FollowUpEnd): Promise<'ended' | 'gone'> {
    const running = this.#running.get(token);
    if (!running) return 'gone';
    this.#running.delete(token);
    this.ended.push({ execution: running.execution, end });
    return 'ended';
  }

  /** Lets every execution that is due take its step with `take`. */
  async wake(take: (timer: WakingTimer) => Promise<WakeResult>): Promise<void> {
    const now = this.#clock();
    for (const running of [...this.#running.values()].filter(({ wakeAt }) => wakeAt <= now)) {
      this.#running.delete(running.token);
      await this.#takeStep(running, take);
    }
  }

  async #takeStep(running: Running, take: (timer: WakingTimer) => Promise<WakeResult>): Promise<void> {
    const { execution, step } = running;
    const { leadId, epoch, revision, steps } = execution;
    const isLast = step === steps.length - 1;
    const token = this.#newToken();
    // Before the task runs: it may complete the token at once.
    if (!isLast)
      this.#running.set(token, {
        execution,
        step: step + 1,
        token,
        wakeAt: this.#wakeAtOf(execution, step + 1),
        failures: 0,
      });
    try {
      const { end } = await take({ leadId, epoch, revision, ...(!isLast && { token }) });
      if (isLast) this.ended.push({ execution, end });
    } catch {
      this.#running.delete(token);
      const failures = running.failures + 1;
      if (failures > TASK_RETRIES) return;
      const wakeAt = addSeconds(this.#clock(), TASK_RETRY_SECONDS);
      this.#running.set(running.token, { ...running, wakeAt, failures });
    }
  }

  #wakeAtOf({ steps }: FollowUpExecution, step: number): Instant {
    const soonest = addSeconds(this.#clock(), MIN_WAIT_SECONDS);
    const at = steps[step]?.at ?? soonest;
    return at > soonest ? at : soonest;
  }

  #newToken(): string {
    this.#tokens += 1;
    return `token-${this.#tokens}`;
  }
}
