/**
 * How long the fast path (streams, queues, timers) has before the sweep does its work instead, and how often what cannot
 * happen yet is looked at again. All in seconds.
 */
export const GRACE = {
  /** A queued lead may wait so long for its team's doorbell. */
  doorbell: 30,
  /** The owner's notification must have gone out so long after assignment. */
  notification: 60,
  /** A stored delivery must have become a lead so long after receipt. */
  delivery: 60,
  /** A full team is first looked at again after so long, though a freed slot rings its doorbell at once. */
  fullTeam: 900,
  /** And then more seldom, but at the latest after so long. */
  fullTeamAtMost: 3600,
  /** Only a step that comes within so long gets a timer; longer than a minute, so that the sweep's look ahead misses none. */
  timer: 90,
  /** A lead is looked at again so long after a step that could not be decided. */
  retry: 60,
  /** Leads that nobody may route, because no plan is active, are looked at again. */
  noPlan: 300,
} as const;

/** Routing is re-driven so often before a lead goes to the catch-all queue. */
export const ROUTING_ATTEMPTS = 5;

/** Answer links expire so long after they were sent, in seconds. */
export const ANSWER_LINK_SECONDS = 7 * 24 * 3600;
