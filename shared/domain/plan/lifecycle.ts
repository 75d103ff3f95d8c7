/** What a stage of a person's life cycle in the CRM does to an open lead. */
export type LifecycleEffect =
  | { readonly to: 'converted' | 'qualified' }
  /** With a reason code. */
  | { readonly to: 'disqualified'; readonly reason: string };

/** What the CRM says about a person, and what that does. */
export interface CrmRules {
  /** A deal that was lost closes the lead. Absent: it does nothing. */
  readonly lost?: 'close';
  /** By the CRM's names of stages; others do nothing. */
  readonly lifecycle?: Readonly<Record<string, LifecycleEffect>>;
}
