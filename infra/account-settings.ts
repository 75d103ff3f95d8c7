/** What a company demands of stacks in its account. Whatever is absent stays as AWS and CDK have it. */
export interface AccountSettings {
  /** Tags of the stack and of everything in it that can have tags, such as a cost centre. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Name of the managed policy that bounds every role of the stack. */
  readonly permissionsBoundary?: string;
  /**
   * Encrypts tables, bodies, queues, secrets, alarm topics and log groups with a key of the stack's own in KMS (about a
   * dollar a month, and its calls), instead of the keys that AWS manages. Decide before the first deployment: changing
   * the key of tables and secrets takes hours, and queues need a moment without messages.
   */
  readonly ownKey?: boolean;
  /** How CDK deploys to the account, where it was not bootstrapped in the usual way. */
  readonly bootstrap?: {
    /** The qualifier of `cdk bootstrap --qualifier`. */
    readonly qualifier?: string;
    /** Deploys with the caller's own permissions instead of the roles that bootstrapping creates. */
    readonly ownCredentials?: boolean;
  };
}
