/** Collects the failures of a run over many items, each handled on its own so that none blocks the rest. */
export class Failures {
  readonly all: { readonly id: string; readonly error: string }[] = [];

  add(id: string, error: unknown): void {
    this.all.push({ id, error: error instanceof Error ? error.name : 'unknown' });
  }

  async attempt(id: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.add(id, error);
    }
  }

  async collect<Item>(what: string, list: () => Promise<readonly Item[]>): Promise<readonly Item[]> {
    let found: readonly Item[] = [];
    await this.attempt(what, async () => {
      found = await list();
    });
    return found;
  }
}
