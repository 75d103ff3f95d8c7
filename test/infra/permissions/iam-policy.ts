/** One statement of a role's policies; it may hold for several actions and resources, each of which may be a pattern. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** What somebody wants to do, and to what. */
export interface Wish {
  readonly action: string;
  readonly resource: string;
}

/**
 * The statements by which a wish is allowed; none when nothing allows it, or when anything denies it. After
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html, of which our roles use little:
 * no boundaries, no conditions, no other accounts.
 */
export function allowing<S extends Statement>(statements: readonly S[], wish: Wish): readonly S[] {
  const matching = statements.filter((statement) => matches(statement, wish));
  return matching.some(({ effect }) => effect === 'Deny') ? [] : matching;
}

function matches({ actions, resources }: Statement, { action, resource }: Wish): boolean {
  // IAM takes actions in any case, resources as they are written.
  const isMeant = actions.some((pattern) => fits(pattern.toLowerCase(), action.toLowerCase()));
  return isMeant && resources.some((pattern) => fits(pattern, resource));
}

/** `*` stands for any text, `?` for any one character. */
function fits(pattern: string, text: string): boolean {
  const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}
