import type { Condition } from './condition.ts';

/** When leads rest, how long, when they come back and to whom, and when there is an end to it. */
export interface Recycling {
  /** How a lead rests, by the reason it rests for. */
  readonly reasons: Readonly<Record<string, RestReason>>;
  /** A touch after which this holds brings a resting lead back before its date. */
  readonly earlyIf: Condition;
  /** A lead that its score alone would bring back rests at least so many seconds. */
  readonly coolDownSeconds: number;
  /** Who gets a lead that comes back: `replied` when the person answered us, else `otherwise`. */
  readonly returnsTo: { readonly replied: ReturnsTo; readonly otherwise: ReturnsTo };
  readonly stop: {
    /** A lead rests so often at most, whatever for. */
    readonly cycles: number;
    /** We contact a person at most so often in any such span of time; absent: as often as we like. */
    readonly contacts?: { readonly most: number; readonly withinSeconds: number };
    /** What becomes of a lead that may rest no more. */
    readonly then: 'close' | 'catch_all';
  };
}

export interface RestReason {
  /** The nurture track it is on meanwhile. */
  readonly track: string;
  /** How many seconds it rests; absent: until the date the person asked for. */
  readonly afterSeconds?: number;
  /** A date asked for is cut at so many seconds from now. */
  readonly atMostSeconds: number;
  /** It comes back only if this holds on the day; else it rests once more. */
  readonly onlyIf?: Condition;
  /** How often a lead may rest for this reason; absent: as `stop.cycles` says. */
  readonly times?: number;
}

type ReturnsTo = 'same_owner' | 'new_owner';

/** The reason of a rep who says "not now" and nothing more; its row also holds for reasons that the plan has no row for. */
export const LATER = 'later';
/** The reason of a lead that nobody could reach, unless the plan names another. */
export const NO_ANSWER = 'no_answer';

/** The row by which a lead rests for a reason. */
export function restReason({ reasons }: Pick<Recycling, 'reasons'>, reason: string): RestReason {
  const row = Object.hasOwn(reasons, reason) ? reasons[reason] : reasons[LATER];
  if (row === undefined) throw new Error(`a checked plan has a row for ${LATER}`);
  return row;
}
