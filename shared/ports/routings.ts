import type { LeadId } from '../domain/ids.ts';

/** Starts the routing of leads. Routing a lead twice does no harm. */
export interface Routings {
  start(lead: LeadId): Promise<void>;
}
