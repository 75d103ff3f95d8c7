import { secondsBetween } from '../../shared/domain/instant.ts';
import type { LeadEvent } from '../../shared/domain/lead/events.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import type { Counters } from '../../shared/domain/reporting/counters.ts';
import { durationBucketOf } from '../../shared/domain/reporting/ddsketch.ts';

/** A lead's own times, with its whole timeline. */
export interface LeadHistory {
  readonly lead: Pick<Lead, 'test' | 'receivedAt' | 'submittedAt'>;
  readonly timeline: readonly LeadEvent[];
}

/**
 * Calculates the figures of many leads, each from whole timelines by its definition in docs/metrics.md, reading them in
 * any direction. Slow, and written independently of the code that counts event by event.
 */
export function calculateReferenceFigures(lives: readonly LeadHistory[]): Counters {
  const real = lives.filter(({ lead }) => !lead.test);
  const counters: Record<string, number> = {};
  const put = (name: string, by = 1) => {
    if (by !== 0) counters[name] = (counters[name] ?? 0) + by;
  };
  put('received', real.length);
  put('tests', lives.length - real.length);
  for (const life of real) {
    countRoutings(life, put);
    countAssignments(life, put);
    countSpeed(life, put);
    countEnds(life, put);
  }
  return counters;
}

type AddCount = (name: string, by?: number) => void;

/** Handing a lead off implies that it is qualified. */
function isQualified({ type }: Pick<LeadEvent, 'type'>): boolean {
  return type === 'LeadQualified' || type === 'LeadHandedOff';
}

function isContact({ type, actor }: LeadEvent): boolean {
  if (type === 'FirstResponseMade' || isQualified({ type })) return true;
  return (type === 'LeadClosed' || type === 'LeadNurtured') && actor.kind === 'person';
}

/** A routing lasts from a rule's decision until the lead is routed again or leaves the teams. */
function countRoutings({ timeline }: LeadHistory, put: AddCount): void {
  const anew = ['LeadReceived', 'LeadRecycled', 'LeadMisrouted', 'LeadReconsidered'];
  const starts = timeline.flatMap(({ type }, at) => (anew.includes(type) ? [at] : []));
  for (const [index, start] of starts.entries()) {
    const events = timeline.slice(start + 1, starts[index + 1]);
    const away = events.findIndex(({ type }) => ['LeadNurtured', 'LeadHandedOff', 'HandoffReturned'].includes(type));
    const within = away < 0 ? events : events.slice(0, away);
    const toQueue = within.find((event) => event.type === 'LeadSentToQueue' && event.data.rep === undefined);
    if (!within.some(({ type }) => type === 'LeadRouted') && !toQueue) continue;
    put('routed');
    if (toQueue || within.some(({ type }) => type === 'LeadFellBack')) put('fellBack');
  }
}

function countAssignments({ timeline }: LeadHistory, put: AddCount): void {
  const starts = timeline.flatMap(({ type }, at) => (type === 'LeadAssigned' ? [at] : []));
  for (const [index, start] of starts.entries()) {
    const event = timeline[start];
    const next = timeline[starts[index + 1] ?? -1];
    if (event?.type !== 'LeadAssigned') continue;
    const robot = event.data.placedBy === 'system';
    const events = timeline.slice(start + 1, starts[index + 1]);
    const flagged = events.some(({ type }) => type === 'LeadMisrouted');
    const left = events.some(({ type }) =>
      ['LeadNurtured', 'LeadHandedOff', 'HandoffReturned', 'LeadRecycled'].includes(type),
    );
    const byHand = next?.type === 'LeadAssigned' && next.data.placedBy === 'person' && next.data.because !== 'left';
    put('assigned');
    put(robot ? 'assignedBySystem' : 'assignedByHand');
    if (flagged) put('misrouted');
    if (next && !left) put('reassigned');
    if (robot && (flagged || (byHand && !left))) put('wrong');
    const gone = events.findIndex(
      ({ type, actor }) =>
        [
          'LeadDeclined',
          'LeadMisrouted',
          'LeadReleased',
          'LeadSentToQueue',
          'LeadHandedOff',
          'HandoffReturned',
        ].includes(type) ||
        ((type === 'LeadClosed' || type === 'LeadNurtured') && actor.kind === 'system'),
    );
    const clock = (gone < 0 ? events : events.slice(0, gone)).find(
      (one) => isContact(one) || one.type === 'SlaBreached',
    );
    if (!clock) continue;
    put('due');
    put(clock.type === 'SlaBreached' ? 'breached' : 'respondedInTime');
  }
}

function countSpeed({ lead, timeline }: LeadHistory, put: AddCount): void {
  const owned = timeline.find(({ type }) => type === 'LeadAssigned');
  if (owned) put(`timeToOwner:${durationBucketOf(secondsBetween(lead.receivedAt, owned.at))}`);
  const touch = timeline.find((event) => isContact(event) && hasOwner(timeline.slice(0, event.seq - 1)));
  if (!touch) return;
  put('firstResponses');
  put(`speed:${durationBucketOf(secondsBetween(lead.submittedAt ?? lead.receivedAt, touch.at))}`);
}

function hasOwner(before: readonly LeadEvent[]): boolean {
  const changes = ['LeadDeclined', 'LeadMisrouted', 'LeadReleased', 'LeadSentToQueue', 'LeadNurtured', 'LeadRecycled'];
  return before.findLast(({ type }) => type === 'LeadAssigned' || changes.includes(type))?.type === 'LeadAssigned';
}

function countEnds({ timeline }: LeadHistory, put: AddCount): void {
  const is = (type: LeadEvent['type']) => timeline.filter((event) => event.type === type).length;
  put('declined', is('LeadDeclined'));
  put('qualified', timeline.filter(isQualified).length);
  put('nurtured', is('LeadNurtured'));
  put('returned', is('LeadRecycled'));
  put('handedOff', is('LeadHandedOff'));
  for (const event of timeline) {
    if (event.type === 'LeadScreened') put('closed:screened');
    if (event.type === 'LeadClosed') put(`closed:${event.data.outcome}`);
    if (event.type === 'LeadClosed') put('amountHundredths', Math.round((event.data.amount ?? 0) * 100));
  }
  const returned = timeline.findIndex(({ type }) => type === 'LeadRecycled');
  const worth = timeline.findLastIndex(
    ({ type, data }) => isQualified({ type }) || (type === 'LeadClosed' && data.outcome === 'converted'),
  );
  if (returned >= 0 && worth > returned) put('recovered');
}
