import type { Instant } from '../domain/instant.ts';

interface Entry<Item> {
  readonly at: Instant;
  /** Entries of one moment keep their order. */
  readonly order: number;
  readonly item: Item;
}

/** Items by time, in a binary heap: adding and taking cost the logarithm of their number. */
export class TimeQueue<Item> {
  readonly #heap: Entry<Item>[] = [];
  #added = 0;

  /** When the first item is due. */
  get nextAt(): Instant | undefined {
    return this.#heap[0]?.at;
  }

  add(at: Instant, item: Item): void {
    const heap = this.#heap;
    heap.push({ at, order: this.#added, item });
    this.#added += 1;
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfBefore(index, parent)) break;
      index = parent;
    }
  }

  /** Removes and yields the items due until `until`, which is included, also those added meanwhile. */
  *takeUntil(until: Instant): Generator<Item, void> {
    for (let first = this.#heap[0]; first !== undefined && first.at <= until; first = this.#heap[0]) {
      this.#removeFirst();
      yield first.item;
    }
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let index = 0; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const smaller = right < heap.length && this.#isBefore(right, left) ? right : left;
      if (smaller >= heap.length || !this.#swapIfBefore(smaller, index)) return;
      index = smaller;
    }
  }

  #swapIfBefore(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a], this.#heap[b]];
    if (x === undefined || y === undefined || !this.#isBefore(a, b)) return false;
    this.#heap[a] = y;
    this.#heap[b] = x;
    return true;
  }

  #isBefore(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a], this.#heap[b]];
    if (x === undefined || y === undefined) return false;
    return x.at < y.at || (x.at === y.at && x.order < y.order);
  }
}
