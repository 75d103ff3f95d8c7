import type { OpenExecutions } from '../../ports/open-executions.ts';

/** Fake of the account's open executions. Their share is unknown until it is set. */
export class InMemoryOpenExecutions implements OpenExecutions {
  #share: number | undefined;

  set(open: number, limit: number): void {
    this.#share = open / limit;
  }

  async share(): Promise<number | undefined> {
    return this.#share;
  }
}
