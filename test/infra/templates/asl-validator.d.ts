/** The package has no type declarations. */
declare module 'asl-validator' {
  interface Verdict {
    readonly isValid: boolean;
    readonly errors: readonly { readonly 'Error code': string; readonly Message: string }[];
  }
  /**
   * Validates a definition against the Amazon States Language, including JSONata expressions. Mutates its argument by
   * adding defaults.
   */
  function validate(definition: object): Verdict;
  export = validate;
}
