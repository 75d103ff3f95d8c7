import pRetry from 'p-retry';
import * as z from 'zod';
import { type ApiClient, ApiError } from '../api-client.ts';
import type { Move } from './move-plan.ts';

/** What became of a move: done, done by an earlier run, or why it was left. */
export type MoveResult =
  | { readonly outcome: 'moved' | 'moved_before' }
  | { readonly outcome: 'moved_on' | 'no_owner_before'; readonly owner?: string }
  | { readonly outcome: 'refused'; readonly why: string };

/** What carrying out moves needs besides them. */
export interface Mover {
  readonly api: ApiClient;
  readonly reason: string;
  /** Exceeds caps, where the plan lets people do that. */
  readonly overCap: boolean;
  /** The first wait before another try, in milliseconds. */
  readonly retryDelayMilliseconds?: number;
}

const Standing = z.object({ state: z.string(), epoch: z.int(), owner: z.string().optional() });
const RETRIES = 4;

/** Moves a lead. A lead that is no longer as the plan saw it stays; one that an earlier run has moved is left as it is. */
export async function applyMove({ lead, epoch, to }: Move, mover: Mover): Promise<MoveResult> {
  return assign({ lead, epoch, to }, mover);
}

/**
 * Takes a move back: the lead returns to its former owner, if it is still where `apply` put it. An assignment by a person
 * counts the epoch up by one, which tells this assignment from every later one.
 */
export async function undoMove({ lead, epoch, from, to }: Move, mover: Mover): Promise<MoveResult> {
  if (from === undefined) return { outcome: 'no_owner_before', owner: to };
  const standing = await read(lead, mover);
  const isWhereItWas = standing.owner === from && (standing.epoch === epoch || standing.epoch === epoch + 2);
  if (isWhereItWas) return { outcome: 'moved_before' };
  if (standing.owner !== to || standing.epoch !== epoch + 1) return { outcome: 'moved_on', owner: standing.owner };
  return assign({ lead, epoch: epoch + 1, to: from }, mover);
}

async function assign({ lead, epoch, to }: Pick<Move, 'lead' | 'epoch' | 'to'>, mover: Mover): Promise<MoveResult> {
  const standing = await read(lead, mover);
  if (standing.owner === to && standing.epoch === epoch + 1) return { outcome: 'moved_before' };
  if (standing.epoch !== epoch || standing.state === 'closed') return { outcome: 'moved_on', owner: standing.owner };
  const body = { rep: to, epoch, reason: mover.reason, overCap: mover.overCap };
  try {
    await again(mover, () => mover.api.call('PUT', `/v1/leads/${lead}/assignment`, { body, reply: z.unknown() }));
    return { outcome: 'moved' };
  } catch (error) {
    if (!(error instanceof ApiError) || isPassing(error)) throw error;
    // A try that failed may have moved it all the same, or somebody else was quicker.
    const now = await read(lead, mover);
    if (now.owner === to && now.epoch === epoch + 1) return { outcome: 'moved' };
    return { outcome: 'refused', why: error.message.replaceAll(/\s*\n\s*/g, ' ') };
  }
}

function read(lead: string, mover: Mover): Promise<z.output<typeof Standing>> {
  return again(mover, () => mover.api.call('GET', `/v1/leads/${lead}`, { reply: Standing }));
}

/** Calls again when too much was asked for, or a service was down. */
function again<Value>({ retryDelayMilliseconds = 500 }: Mover, call: () => Promise<Value>): Promise<Value> {
  const shouldRetry = ({ error }: { readonly error: Error }) => !(error instanceof ApiError) || isPassing(error);
  return pRetry(call, { retries: RETRIES, minTimeout: retryDelayMilliseconds, factor: 2, shouldRetry });
}

function isPassing({ status }: ApiError): boolean {
  return status === 429 || status >= 500;
}
