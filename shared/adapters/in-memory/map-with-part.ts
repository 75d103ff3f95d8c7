/** A map that also knows which of its entries fulfil a condition, so that nobody has to search all of them for these. */
export class MapWithPart<Key, Value> extends Map<Key, Value> {
  readonly #isPart: (value: Value) => boolean;
  readonly #part = new Map<Key, Value>();

  /** @param isPart the condition, of a value alone: values do not change */
  constructor(isPart: (value: Value) => boolean) {
    super();
    this.#isPart = isPart;
  }

  /** The entries that fulfil the condition. */
  get part(): ReadonlyMap<Key, Value> {
    return this.#part;
  }

  override set(key: Key, value: Value): this {
    if (this.#isPart(value)) this.#part.set(key, value);
    else this.#part.delete(key);
    return super.set(key, value);
  }

  override delete(key: Key): boolean {
    this.#part.delete(key);
    return super.delete(key);
  }

  override clear(): void {
    this.#part.clear();
    super.clear();
  }
}
