import * as z from '../lazy-zod.ts';
import { ACTOR_KINDS, type ActorKind, OUTCOMES } from './stage.ts';

/** An id may be any text that does not look like a person's name or address: no blanks, no @. */
const id = z.string().regex(/^[^\s@]{1,128}$/);
/** A reason code: a machine-readable word, never a sentence, so that no personal data slips in. */
export const ReasonCodeSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_:.-]{0,63}$/,
    'must be a code of lower-case letters, digits, _ : . - (at most 64 characters), not a sentence',
  );
const CurrencySchema = z.string().regex(/^[A-Z]{3}$/);
/** How many slots of its owner the lead takes from then on, if that is more or less than before. */
const weight = z.number().positive().max(100).optional();
const epoch = z.int().positive();
const instant = z.iso.datetime({ precision: 3 });

const surgeLevels = {
  team: id,
  waiting: z.int().nonnegative().optional(),
  fullPercent: z.int().nonnegative().optional(),
};

/**
 * The data of each event: ids and reason codes only, never a copy of the state and never personal data. Every schema is
 * strict, so an event with any other field is rejected before it is stored. Functions, because building them all takes
 * a cold start longer than anything else here, and a call meets only a few of the types.
 */
export const EVENT_DATA = {
  LeadReceived: () => z.strictObject({ source: id, touch: id, test: z.boolean(), delivery: id.optional() }),
  TouchpointAdded: () => z.strictObject({ source: id, touch: id, delivery: id.optional() }),
  RoutingRetried: () => z.strictObject({ attempt: z.int().positive(), because: ReasonCodeSchema }),
  LeadRouted: () => z.strictObject({ plan: z.int(), rule: id, layer: id, team: id, priority: ReasonCodeSchema }),
  LeadScreened: () => z.strictObject({ plan: z.int(), rule: id, reason: ReasonCodeSchema }),
  LeadNurtured: () =>
    z.strictObject({ track: id, because: ReasonCodeSchema, rep: id.optional(), epoch: epoch.optional() }),
  LeadRecycled: () => z.strictObject({ because: ReasonCodeSchema, cycle: z.int().nonnegative() }),
  /**
   * Taken out of a queue and routed again: because a new touchpoint makes it match a rule, or because a colleague's lead
   * has got an owner. `queue`: the review queue, the import list or the team.
   */
  LeadReconsidered: () => z.strictObject({ queue: id, because: ReasonCodeSchema }),
  /**
   * A person decided which account it belongs to; without `account`, that it belongs to no known account. `stays`: it
   * keeps waiting where it was.
   */
  AccountDecided: () =>
    z.strictObject({
      because: ReasonCodeSchema,
      account: id.optional(),
      stays: z.literal(true).optional(),
    }),
  LeadHeld: () => z.strictObject({ team: id, because: ReasonCodeSchema }),
  /** A surge of the team began, or ended, with this lead. `fullPercent`: of the open caps of those at work. */
  SurgeBegan: () => z.strictObject(surgeLevels),
  SurgeEnded: () => z.strictObject(surgeLevels),
  LeadFellBack: () => z.strictObject({ from: id, team: id, because: ReasonCodeSchema }),
  LeadSentToQueue: () => z.strictObject({ queue: id, because: ReasonCodeSchema, rep: id.optional() }),
  /** `because`: it has been in the queue longer than the plan allows; absent: a review as usual. */
  ReviewDue: () => z.strictObject({ queue: id, because: z.literal('waited_too_long').optional() }),
  LeadAssigned: () =>
    z.strictObject({
      rep: id,
      team: id,
      epoch,
      placedBy: z.enum(ACTOR_KINDS),
      because: ReasonCodeSchema,
      decision: id.optional(),
      previous: id.optional(),
      /** The score band in which it took a turn among colleagues; absent when it took none, or went to one rep only. */
      turnBand: id.optional(),
    }),
  RepNotified: () => z.strictObject({ rep: id, epoch }),
  /** No channel can reach the owner, so the manager is told instead. */
  RepNotReached: () => z.strictObject({ rep: id, epoch }),
  SlaWarned: () => z.strictObject({ rep: id, epoch }),
  SlaBreached: () => z.strictObject({ rep: id, epoch }),
  LeadEscalated: () => z.strictObject({ rep: id, epoch, to: id, because: ReasonCodeSchema }),
  ReassignmentSought: () => z.strictObject({ rep: id, epoch, team: id }),
  DeadlineMoved: () => z.strictObject({ rep: id, epoch, revision: z.int().positive(), because: ReasonCodeSchema }),
  /** `via`: the system that it was logged in, if that is not Baton. */
  FirstResponseMade: () =>
    z.strictObject({ rep: id, epoch, how: ReasonCodeSchema, via: ReasonCodeSchema.optional(), weight }),
  LeadWorked: () => z.strictObject({ rep: id, epoch, how: ReasonCodeSchema, via: ReasonCodeSchema.optional() }),
  /** A rep contacted the person outside of an answer, as reported by a CRM. */
  ContactNoted: () => z.strictObject({ rep: id.optional(), how: ReasonCodeSchema, via: ReasonCodeSchema.optional() }),
  /** `via`: the system that says so, if it was not said here. */
  LeadQualified: () => z.strictObject({ rep: id, epoch, via: ReasonCodeSchema.optional(), weight }),
  /** Qualified by its owner, who keeps the credit, and handed off to the next team. */
  LeadHandedOff: () => z.strictObject({ rep: id, epoch, team: id, via: ReasonCodeSchema.optional() }),
  /** The rep of the next team who was assigned it has accepted it. */
  HandoffAccepted: () => z.strictObject({ rep: id, epoch }),
  /** The next team declined or ignored it. It goes back to the rep who handed it off. */
  HandoffReturned: () => z.strictObject({ rep: id, epoch, team: id, to: id, because: ReasonCodeSchema }),
  /** In shadow mode: the incumbent's owner, as reported by the incumbent system. */
  IncumbentOwnerReported: () => z.strictObject({ rep: id }),
  /**
   * A deal about it is in another stage in the CRM, or another rep's. Without `stage` and `rep`: it is no open work any more.
   */
  DealMoved: () =>
    z.strictObject({ deal: id, stage: id.optional(), rep: id.optional(), via: ReasonCodeSchema, weight }),
  /** The next attempt of its cadence is due. `attempt`: which one, the first response being the first. */
  AttemptDue: () => z.strictObject({ rep: id, epoch, attempt: z.int().positive() }),
  LeadWentQuiet: () => z.strictObject({ rep: id, epoch, step: ReasonCodeSchema }),
  LeadDeclined: () => z.strictObject({ rep: id, epoch, team: id, reason: ReasonCodeSchema }),
  LeadMisrouted: () => z.strictObject({ rep: id, epoch, reason: ReasonCodeSchema }),
  /** A manager has looked at a misroute: the rep gets the turn back in the team, or not. The lead goes on as before. */
  CreditReviewed: () =>
    z.strictObject({ rep: id, team: id, credit: z.enum(['given', 'refused']), reason: ReasonCodeSchema }),
  LeadReleased: () => z.strictObject({ rep: id, epoch, team: id, because: ReasonCodeSchema }),
  LeadClosed: () =>
    z.strictObject({
      /** A screened lead, a forgotten one and one nobody may contact have events of their own. */
      outcome: z.enum(OUTCOMES).exclude(['screened', 'forgotten', 'do_not_contact']),
      reason: ReasonCodeSchema.optional(),
      rep: id.optional(),
      epoch: epoch.optional(),
      /** Value in the company's own currency, unless `currency` names another; only when converted. */
      amount: z.number().nonnegative().optional(),
      currency: CurrencySchema.optional(),
      /** The CRM's id of the deal. */
      opportunity: id.optional(),
      /** The system that ended it, and when a deal was won or lost there. */
      via: ReasonCodeSchema.optional(),
      dealClosedAt: instant.optional(),
    }),
  /** Its person was erased. `ended`: it was open and ends with it; a closed lead keeps its outcome. */
  LeadForgotten: () =>
    z.strictObject({
      erasure: id,
      because: ReasonCodeSchema,
      ended: z.literal(true).optional(),
      rep: id.optional(),
      epoch: epoch.optional(),
    }),
  /** Its person is on the do-not-contact list, so it ends. `rep`: who had it. */
  ContactForbidden: () =>
    z.strictObject({
      entry: id,
      because: ReasonCodeSchema,
      rep: id.optional(),
      epoch: epoch.optional(),
    }),
} as const;

export type EventType = keyof typeof EVENT_DATA;
export type EventData<Type extends EventType> = z.infer<ReturnType<(typeof EVENT_DATA)[Type]>>;

/** All event types. */
export const EVENT_TYPES = Object.keys(EVENT_DATA) as readonly EventType[];

/** Who did it: the system, or a person by id. */
export const ActorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('system' satisfies ActorKind) }),
  z.strictObject({ kind: z.literal('person' satisfies ActorKind), id }),
]);
export type Actor = z.infer<typeof ActorSchema>;

/** Fields of every event: its position on the lead's timeline, its time, and its actor. */
const envelope = {
  /** Unique. A writer whose response was lost uses it to recognise that the transition it finds is its own. */
  id,
  lead: id,
  /** Position on the lead's timeline, from 1 without gaps. Equals the lead's version after the event. */
  seq: z.int().positive(),
  at: instant,
  actor: ActorSchema,
};

/**
 * Each schema is built once, when its type is first used: building a schema takes far longer than parsing an event with
 * it.
 */
const eventSchemas = new Map<EventType, z.ZodType<unknown>>();

function eventSchemaOf(type: EventType): z.ZodType<unknown> {
  const schema =
    eventSchemas.get(type) ?? z.strictObject({ ...envelope, type: z.literal(type), data: EVENT_DATA[type]() });
  eventSchemas.set(type, schema);
  return schema;
}

/** One entry of a lead's timeline: something that happened, in the past tense, with its reason. */
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

/** Rejects an event of an unknown type, or with fields it may not carry. */
export const LeadEventSchema: z.ZodType<LeadEvent> = z
  .looseObject({ type: z.enum(EVENT_TYPES) })
  .transform((candidate, context): LeadEvent => {
    const parsed = eventSchemaOf(candidate.type).safeParse(candidate);
    if (parsed.success) return parsed.data as LeadEvent;
    for (const issue of parsed.error.issues) context.addIssue({ ...issue, code: 'custom', message: issue.message });
    return z.NEVER;
  });
