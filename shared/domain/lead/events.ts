import * as z from 'zod';

/** An id may be anything but what looks like a person: no blanks, no @. */
const id = z.string().regex(/^[^\s@]{1,128}$/);
/** A reason code: a word for machines to count, never a sentence, so that nothing personal slips in. */
export const ReasonCode = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_:.-]{0,63}$/, 'a code of lower-case letters, digits, _ : . - (at most 64), no sentence');
const epoch = z.int().positive();
const instant = z.iso.datetime({ precision: 3 });

/**
 * What each event carries: ids and reason codes only, never a copy of the state and never personal data.
 * Every schema is strict, so an event with anything more is refused before it is stored.
 */
export const EVENT_DATA = {
  LeadReceived: z.strictObject({ source: id, touch: id, test: z.boolean(), delivery: id.optional() }),
  LeadTouched: z.strictObject({ source: id, touch: id, delivery: id.optional() }),
  RoutingRetried: z.strictObject({ attempt: z.int().positive(), because: ReasonCode }),
  LeadRouted: z.strictObject({ plan: z.int(), rule: id, layer: id, team: id, priority: ReasonCode }),
  LeadScreened: z.strictObject({ plan: z.int(), rule: id, reason: ReasonCode }),
  LeadNurtured: z.strictObject({ track: id, because: ReasonCode, rep: id.optional(), epoch: epoch.optional() }),
  LeadReturned: z.strictObject({ because: ReasonCode, cycle: z.int().nonnegative() }),
  /** Taken out of a queue for review, since a new touch makes it fit a rule: it is routed anew. */
  LeadReconsidered: z.strictObject({ queue: id, because: ReasonCode }),
  /** A person said which company it belongs to; without `account`, that it belongs to none we know. `stays`: it waits where it did. */
  AccountDecided: z.strictObject({ because: ReasonCode, account: id.optional(), stays: z.literal(true).optional() }),
  LeadHeld: z.strictObject({ team: id, because: ReasonCode }),
  LeadFellBack: z.strictObject({ from: id, team: id, because: ReasonCode }),
  LeadSentToQueue: z.strictObject({ queue: id, because: ReasonCode, rep: id.optional() }),
  ReviewDue: z.strictObject({ queue: id }),
  LeadAssigned: z.strictObject({
    rep: id,
    team: id,
    epoch,
    placedBy: z.enum(['robot', 'person']),
    because: ReasonCode,
    decision: id.optional(),
    previous: id.optional(),
  }),
  RepNotified: z.strictObject({ rep: id, epoch }),
  SlaWarned: z.strictObject({ rep: id, epoch }),
  SlaBreached: z.strictObject({ rep: id, epoch }),
  LeadEscalated: z.strictObject({ rep: id, epoch, to: id, because: ReasonCode }),
  ReassignmentSought: z.strictObject({ rep: id, epoch, team: id }),
  DeadlineMoved: z.strictObject({ rep: id, epoch, revision: z.int().positive(), because: ReasonCode }),
  FirstTouchMade: z.strictObject({ rep: id, epoch, how: ReasonCode }),
  LeadWorked: z.strictObject({ rep: id, epoch, how: ReasonCode }),
  /** Somebody of ours contacted the person outside of an answer, as a CRM told. */
  ContactNoted: z.strictObject({ rep: id.optional(), how: ReasonCode }),
  LeadQualified: z.strictObject({ rep: id, epoch }),
  /** Qualified by its owner, who keeps the credit, and passed on to the next team. */
  LeadHandedOff: z.strictObject({ rep: id, epoch, team: id }),
  /** Whoever of the next team was given it has taken it. */
  HandoffAccepted: z.strictObject({ rep: id, epoch }),
  /** The next team refused or ignored it: it goes back to who handed it on. */
  HandoffReturned: z.strictObject({ rep: id, epoch, team: id, to: id, because: ReasonCode }),
  /** While Baton only observes: who really has the lead, as the system that decides has told. */
  OwnerObserved: z.strictObject({ rep: id }),
  LeadWentQuiet: z.strictObject({ rep: id, epoch, step: ReasonCode }),
  LeadDeclined: z.strictObject({ rep: id, epoch, team: id, reason: ReasonCode }),
  LeadMisrouted: z.strictObject({ rep: id, epoch, reason: ReasonCode }),
  LeadReleased: z.strictObject({ rep: id, epoch, team: id, because: ReasonCode }),
  LeadClosed: z.strictObject({
    outcome: z.enum(['converted', 'disqualified', 'merged', 'exhausted', 'test', 'observed']),
    reason: ReasonCode.optional(),
    rep: id.optional(),
    epoch: epoch.optional(),
    /** What it was worth, in the company's own currency, and the CRM's id of the opportunity; only when converted. */
    amount: z.number().nonnegative().optional(),
    opportunity: id.optional(),
  }),
} as const;

export type EventType = keyof typeof EVENT_DATA;
export type EventData<Type extends EventType> = z.infer<(typeof EVENT_DATA)[Type]>;

/** Every event type there is. */
export const EVENT_TYPES = Object.keys(EVENT_DATA) as readonly EventType[];

/** What every event has: its place on the lead's timeline, when it was, and who did it. */
const envelope = {
  /** Unique; also tells a writer whose reply was lost that the step it finds is its own. */
  id,
  lead: id,
  /** Place on the lead's timeline, from 1 without gaps; equals the lead's version after it. */
  seq: z.int().positive(),
  at: instant,
  actor: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('robot') }),
    z.strictObject({ kind: z.literal('person'), id }),
  ]),
};

/** Made when a type is first met, and once: making a schema takes far longer than reading an event by it. */
const eventSchemas = new Map<EventType, z.ZodType<unknown>>();

function eventSchema(type: EventType): z.ZodType<unknown> {
  const made = eventSchemas.get(type) ?? z.strictObject({ ...envelope, type: z.literal(type), data: EVENT_DATA[type] });
  eventSchemas.set(type, made);
  return made;
}

/** Who did it: Baton itself, or a person by id. */
export type Actor = z.infer<typeof envelope.actor>;

/** One entry of a lead's timeline: something that happened, in the past tense, and why. */
export type LeadEvent = {
  [Type in EventType]: {
    readonly id: string;
    readonly lead: string;
    readonly seq: number;
    readonly at: string;
    readonly actor: Actor;
    readonly type: Type;
    readonly data: EventData<Type>;
  };
}[EventType];

/** Refuses an event that is not one of ours or carries more than it may. */
export const LeadEventSchema: z.ZodType<LeadEvent> = z
  .looseObject({ type: z.enum(EVENT_TYPES as [EventType, ...EventType[]]) })
  .transform((candidate, context): LeadEvent => {
    const parsed = eventSchema(candidate.type).safeParse(candidate);
    if (parsed.success) return parsed.data as LeadEvent;
    for (const issue of parsed.error.issues) context.addIssue({ ...issue, code: 'custom', message: issue.message });
    return z.NEVER;
  });
