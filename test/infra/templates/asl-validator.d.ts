/** The package has no types of its own. */
declare module 'asl-validator' {
  interface Verdict {
    readonly isValid: boolean;
    readonly errors: readonly { readonly 'Error code': string; readonly Message: string }[];
  }
  /** Checks a definition against the Amazon States Language, JSONata expressions included. Adds defaults to what it is given. */
  function validate(definition: object): Verdict;
  export = validate;
}
