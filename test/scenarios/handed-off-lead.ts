import { expect } from 'vitest';
import type { HandoffRule } from '../../shared/domain/plan/handoff.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { aBaton, aDemoRequest, answerAsOwner, HOUR } from './a-baton.ts';

export const TO_AE: HandoffRule = {
  on: 'qualified',
  to: 'ae',
  need: [],
  firstTouchSeconds: 4 * HOUR,
  warnSeconds: HOUR,
  acceptWithinSeconds: 8 * HOUR,
  otherwise: { kind: 'queue', id: 'catch-all' },
  times: 2,
};
export const SDRS = [{ id: 'kim' }, { id: 'lea' }];
export const AES = [
  { id: 'abe', teams: { ae: 1 } },
  { id: 'bea', teams: { ae: 1 } },
];
/** The AE's acceptance deadline, in seconds after the handoff. */
export const ACCEPT_BY = 8 * HOUR;

type Options = NonNullable<Parameters<typeof aBaton>[0]>;

/** Builds a lead that its SDR has contacted and qualified, and lets everything due happen. */
export async function aHandedOffLead(
  options: Options & { readonly rule?: Partial<HandoffRule>; readonly form?: object } = {},
) {
  const { rule, form, plan, reps = [...SDRS, ...AES], ...rest } = options;
  const baton = await aBaton({ ...rest, reps, plan: { handoff: [{ ...TO_AE, ...rule }], ...plan } });
  const id = await baton.postOne(aDemoRequest('ada', form));
  // If only the sweep runs, each transition takes a minute.
  await baton.advance(rest.switches === undefined ? 0 : 180);
  const sdr = await ownerOf(baton, id);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  await qualify(baton, id);
  return { baton, id, sdr };
}

export async function qualify(baton: VirtualBaton, id: string): Promise<void> {
  expect((await answerAsOwner(baton, id, { answer: 'qualified' })).outcome).toBe('done');
  await baton.settle();
}

/** Assigns the lead as a person would. */
export async function assignAsPerson(baton: VirtualBaton, leadId: string, rep: string): Promise<void> {
  const { epoch } = await baton.lead(leadId);
  const placed = await assignManually({ leadId, epoch, rep, overCap: false, by: 'ana', now: baton.now }, baton.deps);
  expect(placed.outcome).toBe('done');
  await baton.settle();
}

export async function ownerOf(baton: VirtualBaton, id: string): Promise<string> {
  const { stage } = await baton.lead(id);
  if (stage.state !== 'assigned' && stage.state !== 'working') throw new Error(`the lead has no owner: ${stage.state}`);
  return stage.owner;
}

export const lastEvents = async (baton: VirtualBaton, id: string, count: number) =>
  (await baton.eventTypesOf(id)).slice(-count);
export const notificationsOf = (baton: VirtualBaton, occasion: string) =>
  baton.deps.notifier.received.filter((notice) => notice.occasion === occasion);
