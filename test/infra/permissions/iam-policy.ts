/** One statement of a role's policies, for one or more actions and resources, each of which may be a pattern. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** A requested action on a resource. */
export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
}

/**
 * Returns the statements that allow a request; none when nothing allows it or anything denies it. Follows
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html, of which our roles use
 * little: no boundaries, no conditions, no cross-account access.
 */
export function findAllowingStatements<S extends Statement>(
  statements: readonly S[],
  wish: AccessRequest,
): readonly S[] {
  const matching = statements.filter((statement) => matchesStatement(statement, wish));
  return matching.some(({ effect }) => effect === 'Deny') ? [] : matching;
}

function matchesStatement({ actions, resources }: Statement, { action, resource }: AccessRequest): boolean {
  // IAM matches actions case-insensitively and resources case-sensitively.
  const isMeant = actions.some((pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()));
  return isMeant && resources.some((pattern) => matchesPattern(pattern, resource));
}

/** Matches a pattern: `*` stands for any text, `?` for any one character. */
function matchesPattern(pattern: string, text: string): boolean {
  const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}
