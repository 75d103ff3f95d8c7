import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { enrichLead } from '../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../shared/use-cases/routing/route-lead.ts';
import { aBaton, aDemoRequest } from '../scenarios/a-baton.ts';

type Options = NonNullable<Parameters<typeof aBaton>[0]>;
const NOTHING_RUNS = { events: false, doorbell: false, timers: false, sweep: false, recycling: false };

/** A Baton in which nothing happens unless the test calls it, with one lead. */
export interface StoppedBaton {
  readonly baton: VirtualBaton;
  readonly deps: VirtualBaton['deps'];
  readonly id: string;
}

/** Starts a Baton in which nothing happens by itself, with one lead that has just been received. */
export async function aReceivedLead(options: Options = {}, form: object = {}): Promise<StoppedBaton> {
  const baton = await aBaton({ reps: [{ id: 'kim' }], ...options, switches: NOTHING_RUNS });
  return { baton, deps: baton.deps, id: await baton.postOne(aDemoRequest('ada', form)) };
}

/** Routes that lead, so that it waits in its team's queue. */
export async function aRoutedLead(options: Options = {}, form: object = {}): Promise<StoppedBaton> {
  const started = await aReceivedLead(options, form);
  const { baton, deps, id } = started;
  await enrichLead(id, baton.now, deps);
  await routeLead({ lead: id }, baton.now, deps);
  return started;
}

/** Assigns that lead to a rep of the team; nobody has been notified. */
export async function anAssignedLead(options: Options = {}, form: object = {}): Promise<StoppedBaton> {
  const started = await aRoutedLead(options, form);
  await assignTeam('sdr', started.baton.now, started.deps);
  return started;
}
