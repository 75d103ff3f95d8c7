import { intercepted, type Ports } from '../../shared/adapters/in-memory/ports.ts';

/** Thrown where the process crashes; nothing after this line happens. */
export class Killed extends Error {
  constructor() {
    super('killed');
    this.name = 'Killed';
  }
}

/** The life of one process: it crashes after its n-th effect. Without a limit it only counts effects. */
export class Life {
  readonly #lastEffect: number;
  #effects = 0;

  constructor(lastEffect = Number.POSITIVE_INFINITY) {
    this.#lastEffect = lastEffect;
  }

  /** Effects so far. */
  get effects(): number {
    return this.#effects;
  }

  get isOver(): boolean {
    return this.#effects >= this.#lastEffect;
  }

  /** Counts one effect. @throws Killed when it was the last. */
  spend(): void {
    this.#effects += 1;
    if (this.isOver) throw new Killed();
  }
}

/**
 * Wraps the ports of a process that crashes right after the last effect of its life. The effect persists, its reply is
 * lost.
 */
export function mortal<Some extends Partial<Ports>>(ports: Some, life: Life): Some {
  return intercepted(ports, async ({ isEffect, happen }) => {
    if (life.isOver) throw new Killed();
    const answer = await happen();
    if (isEffect) life.spend();
    return answer;
  });
}
