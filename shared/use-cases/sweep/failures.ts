/** What went wrong in a run of many things; each on its own, so that nothing keeps the rest from its turn. */
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

  async listing<Item>(what: string, list: () => Promise<readonly Item[]>): Promise<readonly Item[]> {
    let found: readonly Item[] = [];
    await this.attempt(what, async () => {
      found = await list();
    });
    return found;
  }
}
