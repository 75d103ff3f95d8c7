/** Returns the same dependencies; `before` runs before each call of one of these stores. */
export function interruptStores<Some extends object, Name extends keyof Some>(
  deps: Some,
  stores: readonly Name[],
  before: () => Promise<unknown>,
): Some {
  const wrapped = stores.map((name) => [
    name,
    new Proxy<object>(deps[name] as object, {
      get(target, method) {
        const member: unknown = Reflect.get(target, method, target);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          await before();
          return Reflect.apply(member, target, args) as unknown;
        };
      },
    }),
  ]);
  return { ...deps, ...(Object.fromEntries(wrapped) as Pick<Some, Name>) };
}
