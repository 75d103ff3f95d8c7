/** What shows how much a team has to do. */
export interface SurgeLevels {
  /** Leads in its queue, those of import lists left out. */
  readonly waiting?: number;
  /** How much of the open caps of those at work is used, in percent. */
  readonly fullPercent?: number;
}

/** What a team does when more leads come than it has room for. */
export interface Surge {
  /** A surge begins when every level named here is reached. */
  readonly from: SurgeLevels;
  /** It ends when every level is down to this. Lower than `from`, so that it does not begin and end all the time. */
  readonly until: SurgeLevels;
  /** The caps of its reps while it lasts, in percent of their own. */
  readonly capPercent: number;
  /** Leads that nobody has room for go to the next team of their route at once. */
  readonly backupAtOnce: boolean;
}
