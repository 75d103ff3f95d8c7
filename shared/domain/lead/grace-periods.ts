/**
 * How long the fast path (streams, queues, timers) has before the sweep takes over, and how often blocked work is
 * retried. All values are in seconds.
 */
export const GRACE_SECONDS = {
  /**
   * How long a queued lead waits for its team's doorbell. Like the notification, and usually the routing, so that the date of
   * a new lead hardly changes while the fast path works.
   */
  doorbell: 60,
  /** How long after assignment the owner's notification must be sent. */
  notification: 60,
  /** How long after receipt a stored delivery must have become a lead. */
  delivery: 60,
  /** The first retry for a full team. A freed slot rings its doorbell immediately anyway. */
  fullTeam: 900,
  /** The maximum delay of later retries for a full team, which become less frequent. */
  fullTeamMax: 3600,
  /** Only deadlines within this time get a timer. Longer than the sweep's interval of one minute, so none is missed. */
  timer: 90,
  /** How long after an undecidable step a lead is retried. */
  retry: 60,
  /** How long until a lead is retried that cannot be routed because no plan is active. */
  noPlan: 300,
} as const;

/** How many times routing is retried before a lead goes to the catch-all queue. */
export const MAX_ROUTING_ATTEMPTS = 5;

/** How long answer links are valid after they are sent, in seconds. */
export const ANSWER_LINK_TTL_SECONDS = 7 * 24 * 3600;
