/** What answers that return a lead mean for turns, and which answers a manager looks at. */
export interface AnswerRules {
  readonly cannotTake: {
    /** `keep`: the declined lead uses up the rep's turn. `give_back`: the turn is given back. */
    readonly charge: 'keep' | 'give_back';
    /** A rep who declines more often in the last so many days is listed for the manager. Absent: nobody is. */
    readonly limit?: { readonly most: number; readonly days: number };
  };
  /** Reasons a rep can give for a misroute, and whether the turn is given back: at once, or once a manager says so. */
  readonly wrongForMe: { readonly ask: readonly string[]; readonly credit: 'give_back' | 'keep' | 'after_review' };
  /** A first response by a click alone, so few seconds after the notification, is listed for the manager. */
  readonly hastySeconds: number;
}
