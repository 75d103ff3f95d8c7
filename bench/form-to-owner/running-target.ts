import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A revision that runs on a local cloud of its own. */
export interface Target {
  readonly name: string;
  /** Plays one lead. @returns the milliseconds from its form to its owner */
  playLead(): Promise<number>;
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
      const milliseconds = Number(await readLine());
      if (Number.isNaN(milliseconds)) throw new Error(`${name} printed no number of milliseconds`);
      return milliseconds;
    },
    stop,
  };
}
