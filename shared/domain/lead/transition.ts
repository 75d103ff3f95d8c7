import type { Instant } from '../instant.ts';
import { dueDateOf } from './due.ts';
import { type Actor, type EventData, type EventType, type LeadEvent, LeadEventSchema } from './events.ts';
import type { Lead } from './lead.ts';
import type { RoutedFeatures } from './routing-decision.ts';
import type { Stage } from './stage.ts';
import { applyEvent, lifecycleStateOf } from './transitions.ts';

/** One change of a lead: the lead before, the lead after, and the event that explains the change. Saved atomically. */
export interface Transition {
  readonly before?: Lead;
  readonly after: Lead;
  readonly event: LeadEvent;
  /** The features of the decision in force, to store beside the lead because its own are changed. */
  readonly routedFeatures?: RoutedFeatures;
}

/** What a transition changes besides the stage. */
export type LeadPatch = Partial<
  Pick<
    Lead,
    | 'epoch'
    | 'features'
    | 'guessedFields'
    | 'account'
    | 'enrichment'
    | 'externalIds'
    | 'deals'
    | 'score'
    | 'touchpoints'
    | 'previousHolders'
    | 'refusedBy'
    | 'creditsToReview'
    | 'assignedByHand'
    | 'routedAgainFor'
    | 'reassignments'
    | 'nurtureCounts'
    | 'contacts'
    | 'credited'
    | 'handoff'
    | 'routing'
    | 'importList'
    | 'personKey'
    | 'contactKeys'
    | 'possibleDuplicateOf'
    | 'submissionKeys'
    | 'earlierLeads'
    | 'comebacks'
    | 'forgottenAt'
  >
>;

interface TransitionOptions<Type extends EventType> {
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
export function transition<Type extends EventType>(before: Lead, options: TransitionOptions<Type>): Transition {
  const { stage, patch = {}, eventId } = options;
  const newCycle =
    before.stage.state === 'nurturing' && stage.state !== 'nurturing' ? { cycleStartedAt: options.at } : {};
  return checkTransition({
    before,
    after: setDueDate({ ...before, ...patch, ...newCycle, version: before.version + 1, lastEvent: eventId, stage }),
    ...options,
  });
}

/** Makes the first transition of a new lead. */
export function createInitialTransition(
  lead: Omit<Lead, 'version' | 'lastEvent' | 'dueAt' | 'accountable'>,
  options: Omit<TransitionOptions<'LeadReceived'>, 'stage' | 'patch' | 'type'>,
): Transition {
  return checkTransition({
    after: setDueDate({ ...lead, version: 1, lastEvent: options.eventId }),
    type: 'LeadReceived',
    ...options,
  });
}

function setDueDate(lead: Lead): Lead {
  const due = dueDateOf(lead.stage);
  return { ...lead, dueAt: due?.dueAt, accountable: due?.accountable };
}

function checkTransition(options: {
  before?: Lead;
  after: Lead;
  type: EventType;
  data: unknown;
  at: Instant;
  actor?: Actor;
  eventId: string;
}): Transition {
  const { before, after, type, data, at, actor = { kind: 'system' }, eventId } = options;
  const event = LeadEventSchema.parse({ id: eventId, lead: after.id, seq: after.version, at, actor, type, data });
  const replayed = applyEvent(before && lifecycleStateOf(before), event);
  const stored = lifecycleStateOf(after);
  for (const key of Object.keys({ ...replayed, ...stored }) as (keyof typeof replayed)[]) {
    if (JSON.stringify(replayed[key]) !== JSON.stringify(stored[key]))
      throw new Error(`${type} of ${after.id} does not account for its ${key}`);
  }
  return { before, after, event };
}
