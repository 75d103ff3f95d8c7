import { type EffectPorts, interceptPorts } from '../../shared/adapters/in-memory/ports.ts';

/** Thrown where the process crashes; nothing after this line happens. */
export class CrashError extends Error {
  constructor() {
    super('killed');
    this.name = 'Killed';
  }
}

/** The life of one process: it crashes after its n-th effect. Without a limit it only counts effects. */
export class ProcessLife {
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
  countEffect(): void {
    this.#effects += 1;
    if (this.isOver) throw new CrashError();
  }
}

/**
 * Wraps the ports of a process that crashes right after the last effect of its life. The effect persists, its reply is
 * lost.
 */
export function crashAfter<Some extends Partial<EffectPorts>>(ports: Some, life: ProcessLife): Some {
  return interceptPorts(ports, async ({ isEffect, run }) => {
    if (life.isOver) throw new CrashError();
    const answer = await run();
    if (isEffect) life.countEffect();
    return answer;
  });
}
