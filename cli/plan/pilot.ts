import type * as z from 'zod';
import { pilotRoutes } from '../../shared/api/pilots.ts';
import { planRoutes } from '../../shared/api/plans.ts';
import type { ApiClient } from '../api-client.ts';
import { readHistory } from './history.ts';
import { findFailures } from './publish.ts';
import { readPlanFile } from './read-plan.ts';

const PATH = '/v1/plans/pilot';
const Pilots = pilotRoutes.getPilots.replies[200];
const Started = pilotRoutes.startPilot.replies[201];
const Changed = pilotRoutes.changePilot.replies[200];
const Published = planRoutes.publishPlan.replies[201];

/** The pilots of an environment, newest first. */
export type PilotList = z.output<typeof Pilots>;
export type PilotView = PilotList['pilots'][number];

type Api = Pick<ApiClient, 'call'>;

/** What to try, on which share of the accounts, and why. */
export interface PilotOrder {
  /** A plan file, or the number of a published version. */
  readonly plan: string;
  readonly share: number;
  readonly why: string;
  readonly expect?: string;
}

/** Reads the pilots. */
export function readPilots(api: Api): Promise<PilotList> {
  return api.call('GET', PATH, { reply: Pilots });
}

/**
 * Starts a pilot over the plan in force. A file is checked first, and published without being put in force.
 * @throws what is wrong with the file, that no plan is in force, or that a pilot runs already
 */
export async function startPilot(api: Api, { plan, ...order }: PilotOrder): Promise<PilotView> {
  const { active } = await readHistory(api);
  if (active === undefined) throw new Error('No plan is in force, so there is nothing to compare with. Publish one.');
  const running = runningPilot(await readPilots(api));
  if (running) throw new Error(`${running.id} runs already. Stop or promote it first.`);
  const version = /^[1-9]\d{0,5}$/.test(plan) ? Number(plan) : await publishDraft(api, plan);
  return api.call('POST', PATH, { body: { version, over: active, ...order }, reply: Started });
}

/**
 * Changes the running pilot. @returns the version in force
 * @throws that no pilot runs
 */
export async function changePilot(
  api: Api,
  change: { readonly change: 'grow' | 'stop' | 'promote'; readonly share?: number; readonly reason?: string },
): Promise<z.output<typeof Changed>> {
  const running = runningPilot(await readPilots(api));
  if (!running) throw new Error('No pilot runs. Start one: baton plan pilot <file> --share 10% --why "<why>"');
  return api.call('PUT', PATH, { body: { id: running.id, ...change }, reply: Changed });
}

/** Returns the pilot that runs; the newest one is the only one that may. */
function runningPilot({ pilots }: PilotList): PilotView | undefined {
  const [newest] = pilots;
  return newest?.end === undefined ? newest : undefined;
}

async function publishDraft(api: Api, name: string): Promise<number> {
  const { text: yaml, tables, plan } = await readPlanFile(name);
  const failed = findFailures(plan);
  if (failed !== undefined) throw new Error(`${failed}\nNo pilot was started. Mend the plan first.`);
  const body = { yaml, ...(Object.keys(tables).length > 0 && { tables }) };
  return (await api.call('POST', '/v1/plans', { body, reply: Published })).version;
}
