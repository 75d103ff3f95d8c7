import type { InMemoryDeps } from '../../shared/adapters/in-memory/in-memory-deps.ts';

/** How often each method was called, by port and method: `leads.load`. */
type StoreCalls = Readonly<Record<string, number>>;

const STORES = [
  'leads',
  'doNotContact',
  'reps',
  'calendars',
  'plans',
  'accounts',
  'territories',
  'deliveries',
  'sources',
  'findings',
] as const;

/** Runs a use case on stores that record their calls. Returns how often each method was called, sorted by name. */
export async function countStoreCalls(
  deps: InMemoryDeps,
  run: (deps: InMemoryDeps) => Promise<unknown>,
): Promise<StoreCalls> {
  const calls: string[] = [];
  const recording = STORES.map((name) => [name, recordCalls(deps[name], (method) => calls.push(`${name}.${method}`))]);
  await run({ ...deps, ...Object.fromEntries(recording) });
  const names = [...new Set(calls)].sort();
  return Object.fromEntries(names.map((name) => [name, calls.filter((call) => call === name).length]));
}

/** Returns the same port. Each call of a method is first given to `record`, by name with its arguments. */
export function recordCalls<Port extends object>(
  port: Port,
  record: (method: string, args: readonly unknown[]) => void,
): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        record(String(name), args);
        return Reflect.apply(member, target, args);
      };
    },
  });
}
