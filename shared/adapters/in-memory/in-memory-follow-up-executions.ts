import type { FollowUpEnd } from '../../domain/follow-up/follow-up-end.ts';
import type { FollowUpExecution, FollowUpExecutions } from '../../ports/follow-up-executions.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the follow-up executions: records which were started and ended. They do nothing by themselves. */
export class InMemoryFollowUpExecutions implements FollowUpExecutions {
  readonly #started = new Map<string, FollowUpExecution>();
  readonly #ended: { readonly token: string; readonly end: FollowUpEnd }[] = [];
  #refuses = false;

  /** From now on, whether the account takes no more executions. */
  refuse(refuses = true): void {
    this.#refuses = refuses;
  }

  async start(execution: FollowUpExecution): Promise<'started' | 'refused'> {
    const name = JSON.stringify([execution.leadId, execution.epoch, execution.revision]);
    if (this.#started.has(name)) return 'started';
    if (this.#refuses) return 'refused';
    this.#started.set(name, copyFrozen(execution));
    return 'started';
  }

  async end(token: string, end: FollowUpEnd): Promise<'ended' | 'gone'> {
    if (this.#ended.some((one) => one.token === token)) return 'gone';
    this.#ended.push({ token, end });
    return 'ended';
  }

  /** Every execution started so far, in order. */
  get started(): readonly FollowUpExecution[] {
    return [...this.#started.values()];
  }

  /** Every end that was announced, in order. */
  get ended(): readonly { readonly token: string; readonly end: FollowUpEnd }[] {
    return this.#ended;
  }
}
