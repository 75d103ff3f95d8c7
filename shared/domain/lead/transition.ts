import type { Instant } from '../instant.ts';
import { dueOf } from './due.ts';
import { type Actor, type EventData, type EventType, type LeadEvent, LeadEventSchema } from './events.ts';
import type { Lead } from './lead.ts';
import type { Stage } from './stage.ts';
import { applyEvent, standingOf } from './transitions.ts';

/** One change of a lead: the lead before, the lead after, and the event that explains the change. Saved atomically. */
export interface Transition {
  readonly before?: Lead;
  readonly after: Lead;
  readonly event: LeadEvent;
}

/** What a transition changes besides the stage. */
export type LeadPatch = Partial<
  Pick<
    Lead,
    | 'epoch'
    | 'features'
    | 'guessed'
    | 'account'
    | 'enrichment'
    | 'externalIds'
    | 'score'
    | 'touches'
    | 'holders'
    | 'refusedBy'
    | 'reassignments'
    | 'rests'
    | 'contacts'
    | 'credited'
    | 'handoff'
    | 'routing'
    | 'given'
    | 'list'
    | 'personKey'
    | 'possibleDuplicateOf'
  >
>;

interface StepOptions<Type extends EventType> {
  readonly type: Type;
  readonly data: EventData<Type>;
  readonly at: Instant;
  readonly actor?: Actor;
  readonly eventId: string;
  readonly stage: Stage;
  readonly patch?: LeadPatch;
}

/**
 * Makes one transition of a lead.
 * @throws if the event does not explain the change of state, or carries data it may not. Both are defects.
 */
export function step<Type extends EventType>(before: Lead, options: StepOptions<Type>): Transition {
  const { stage, patch = {}, eventId } = options;
  const cycle = before.stage.state === 'nurturing' && stage.state !== 'nurturing' ? { cycleFrom: options.at } : {};
  return checked({
    before,
    after: withDue({ ...before, ...patch, ...cycle, version: before.version + 1, lastEvent: eventId, stage }),
    ...options,
  });
}

/** Makes the first transition of a new lead. */
export function firstStep(
  lead: Omit<Lead, 'version' | 'lastEvent' | 'dueAt' | 'accountable'>,
  options: Omit<StepOptions<'LeadReceived'>, 'stage' | 'patch' | 'type'>,
): Transition {
  return checked({
    after: withDue({ ...lead, version: 1, lastEvent: options.eventId }),
    type: 'LeadReceived',
    ...options,
  });
}

function withDue(lead: Lead): Lead {
  const due = dueOf(lead.stage);
  return { ...lead, dueAt: due?.dueAt, accountable: due?.accountable };
}

function checked(options: {
  before?: Lead;
  after: Lead;
  type: EventType;
  data: unknown;
  at: Instant;
  actor?: Actor;
  eventId: string;
}): Transition {
  const { before, after, type, data, at, actor = { kind: 'robot' }, eventId } = options;
  const event = LeadEventSchema.parse({ id: eventId, lead: after.id, seq: after.version, at, actor, type, data });
  const told = applyEvent(before && standingOf(before), event);
  const stands = standingOf(after);
  for (const key of Object.keys({ ...told, ...stands }) as (keyof typeof told)[]) {
    if (JSON.stringify(told[key]) !== JSON.stringify(stands[key]))
      throw new Error(`${type} of ${after.id} does not account for its ${key}`);
  }
  return { before, after, event };
}
