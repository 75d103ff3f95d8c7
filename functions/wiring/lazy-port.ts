import { lazyValue } from '../../shared/domain/lazy-value.ts';

/** What loading later does no harm to: each member is a method whose result is awaited. */
type AwaitedMethods<Port> = { readonly [Name in keyof Port]: (...args: never[]) => Promise<unknown> };

/**
 * Returns a port that is loaded with its first call. For clients of services that a function calls now and then, so that
 * no cold start waits for them.
 */
export function lazyPort<Port extends AwaitedMethods<Port>>(load: () => Promise<Port>): Port {
  const loaded = lazyValue<Promise<object>>(load);
  const methodOf =
    (name: PropertyKey) =>
    async (...args: unknown[]): Promise<unknown> => {
      const port = await loaded();
      return (Reflect.get(port, name) as (...args: unknown[]) => Promise<unknown>).apply(port, args);
    };
  // Whatever returns a port from an asynchronous function asks it for `then`.
  return new Proxy({} as Port, { get: (_, name) => (name === 'then' ? undefined : methodOf(name)) });
}
