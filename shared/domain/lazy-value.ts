/**
 * Returns a function that computes a value when it is first asked for, and keeps it. For tables that take long to build
 * and that most starts of a process never read.
 */
export function lazyValue<Value>(compute: () => Value): () => Value {
  let computed: { readonly value: Value } | undefined;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}
