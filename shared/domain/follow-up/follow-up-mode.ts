/**
 * How Step Functions makes assignments punctual. `whole_window`: one execution per assignment, which waits for the
 * first response through all its deadlines. `near_steps`: one execution per deadline, started shortly before it.
 */
export const FOLLOW_UP_MODES = ['whole_window', 'near_steps'] as const;
export type FollowUpMode = (typeof FOLLOW_UP_MODES)[number];
