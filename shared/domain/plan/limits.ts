/** How many times the system may reassign a lead before it goes to the catch-all queue or to nurture for `reason`. */
export interface Limits {
  readonly reassign: number;
  /** How many reps may refuse a lead in one cycle; then it goes to the catch-all queue. */
  readonly refuse: number;
  /** How many assignments by a person in one cycle begin a new clock. With each later one the old clock runs on. */
  readonly byHand: number;
  /**
   * How often, in any time span of this length, a person whose lead was closed may be given to a rep again. Then a new
   * lead of theirs goes to the catch-all queue.
   */
  readonly reopen: { readonly most: number; readonly withinSeconds: number };
  readonly then: 'catch_all' | 'recycle';
  readonly reason: string;
}
