import { intercepted, type Ports } from '../../shared/adapters/in-memory/ports.ts';

/** The process ended here; nothing after this line was done. */
export class Killed extends Error {
  constructor() {
    super('killed');
    this.name = 'Killed';
  }
}

/** The life of one process: ends with its n-th effect. Without an end it counts them. */
export class Life {
  readonly #lastEffect: number;
  #effects = 0;

  constructor(lastEffect = Number.POSITIVE_INFINITY) {
    this.#lastEffect = lastEffect;
  }

  /** Effects that happened so far. */
  get effects(): number {
    return this.#effects;
  }

  get isOver(): boolean {
    return this.#effects >= this.#lastEffect;
  }

  /** One more effect has happened. @throws Killed when it was the last. */
  spend(): void {
    this.#effects += 1;
    if (this.isOver) throw new Killed();
  }
}

/** The same ports for a process that dies right after the last effect of its life: the effect stays, its reply is never seen. */
export function mortal<Some extends Partial<Ports>>(ports: Some, life: Life): Some {
  return intercepted(ports, async ({ isEffect, happen }) => {
    if (life.isOver) throw new Killed();
    const answer = await happen();
    if (isEffect) life.spend();
    return answer;
  });
}
