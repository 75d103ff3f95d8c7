/** How much of a slot of the open cap a lead takes, in quarters, once its owner works on it. */
export interface Capacity {
  readonly working: number;
  /** Once it is qualified. */
  readonly qualified: number;
  /** How many slots it takes while its owner has an open deal about it, by the CRM's stage. Absent: deals do not count. */
  readonly deal?: { readonly stages: Readonly<Record<string, number>>; readonly otherwise: number };
}
