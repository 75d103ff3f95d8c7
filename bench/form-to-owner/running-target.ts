import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Milliseconds from the post of a form. */
export interface LeadTimes {
  readonly stored: number;
  readonly routed: number;
  readonly owned: number;
}

/** A revision that runs on a local cloud of its own. */
export interface Target {
  readonly name: string;
  /** Plays one lead. @returns the milliseconds from its form until it is stored, routed and has an owner */
  playLead(): Promise<LeadTimes>;
  stop(): Promise<void>;
}

/** Starts the player of a checkout, and waits until its stack is deployed and set up. @throws if it ends before that */
export async function startTarget(name: string, checkout: string, player: string): Promise<Target> {
  console.log(`Deploying ${name} ...`);
  const child = spawn(join(checkout, 'node_modules', '.bin', 'tsx'), [player], {
    cwd: checkout,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const readLine = async (): Promise<string> => {
    const { done, value } = await lines.next();
    if (done) throw new Error(`${name} ended: what it printed above says why`);
    return value;
  };
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  const first = await readLine();
  if (first !== 'ready') throw new Error(`${name} printed "${first}": expected "ready"`);
  return {
    name,
    playLead: async () => {
      child.stdin.write('play\n');
      const [stored = Number.NaN, routed = Number.NaN, owned = Number.NaN] = (await readLine()).split(' ').map(Number);
      if (Number.isNaN(stored + routed + owned)) throw new Error(`${name} printed no times in milliseconds`);
      return { stored, routed, owned };
    },
    stop,
  };
}
