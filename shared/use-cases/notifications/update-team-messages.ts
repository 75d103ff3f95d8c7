import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import { endNotice, type Notice, type NoticeAttempt } from '../../domain/notifications/notice.ts';
import { ownValue } from '../../domain/own-value.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Team } from '../../domain/plan/team.ts';
import { canLeaveBaton } from '../../domain/shadow/shadow-mode.ts';
import type { NoticeStore } from '../../ports/notice-store.ts';
import type { TeamChannels, TeamMessageContent } from '../../ports/team-channels.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';

export type TeamMessagesDeps = Pick<Deps, 'leads' | 'plans' | 'mode'> & {
  readonly notices: Pick<NoticeStore, 'list' | 'begin' | 'save'>;
  readonly teamChannels: TeamChannels;
};

/** `because`: why the channel did not take the message of the assignment; it is tried with the lead's next event. */
export interface TeamMessagesResult {
  readonly changed: number;
  readonly because?: string;
}

/** By this name the attempts of a notice are those of a team's channel, which no person's messages are. */
const TEAM_CHANNEL = 'team_channel';
/** How many messages of a lead are kept up to date, the newest. */
const MAX_MESSAGES = 25;

/**
 * Posts the message of the current assignment in its team's channel, once. A channel that takes no message is no failure:
 * nothing waits for it.
 * @throws as {@link updateTeamMessages} does, if the lead has changed meanwhile
 */
export async function announceAssignment(
  leadId: LeadId,
  now: Instant,
  deps: TeamMessagesDeps,
): Promise<TeamMessagesResult> {
  const loaded = await load(leadId, deps);
  const posted = loaded && (await announce(loaded, now, deps));
  if (posted?.outcome !== 'sent') return { changed: 0, ...(posted && { because: posted.because }) };
  const latest = await deps.leads.load(leadId);
  // An event that came between had no message to change yet.
  return latest?.lastEvent === loaded?.lead.lastEvent ? { changed: 0 } : updateTeamMessages(leadId, now, deps);
}

/**
 * Makes the channels of teams say who has the lead now: changes the messages of all assignments, and posts that of the
 * current one if it is missing.
 * @throws when a message could not be changed at the moment; it may all be done again.
 */
export async function updateTeamMessages(
  leadId: LeadId,
  now: Instant,
  deps: TeamMessagesDeps,
): Promise<TeamMessagesResult> {
  const loaded = await load(leadId, deps);
  const changed = loaded ? await changeAll(loaded, deps) : 0;
  return { ...(loaded && (await announceAssignment(leadId, now, deps))), changed };
}

interface Loaded {
  readonly lead: Lead;
  readonly plan: Plan;
  readonly known: readonly Notice[];
}

/** Loads what is needed, if the lead may be shown to a team at all. */
async function load(leadId: LeadId, deps: TeamMessagesDeps): Promise<Loaded | undefined> {
  const lead = (await deps.teamChannels.isConnected()) ? await deps.leads.load(leadId) : undefined;
  const plan = lead && (await planOf(lead, deps));
  if (!lead || !plan || !hasChannels(plan) || !canLeaveBaton(lead, await deps.mode())) return undefined;
  return { lead, plan, known: await deps.notices.list(leadId) };
}

function hasChannels({ teams }: Plan): boolean {
  return Object.values(teams).some(({ slack }) => slack !== undefined);
}

function isOfTeamChannel({ id, status }: Notice): boolean {
  return status === 'sent' && id.endsWith('.team');
}

function noticeIdOf({ id, epoch }: Pick<Lead, 'id' | 'epoch'>): string {
  return `${id}.${epoch}.team`;
}

/** Posts the message of the current assignment, unless it was or another call does. */
async function announce(
  { lead, plan, known }: Loaded,
  now: Instant,
  { leads, notices, teamChannels }: TeamMessagesDeps,
): Promise<NoticeAttempt | undefined> {
  const hold = holdOf(lead);
  const wish = hold && ownValue(plan.teams, hold.team)?.slack;
  if (!wish || known.some(({ id, status }) => id === noticeIdOf(lead) && status === 'sent')) return undefined;
  const facts = { id: noticeIdOf(lead), lead: lead.id, to: hold.rep, occasion: 'assigned' } as const;
  const begun = await notices.begin(facts, now);
  if (begun.outcome !== 'begun') return undefined;
  const content = await contentFor(lead, hold.rep, wish, leads);
  const { reference, ...attempt } = await tryToPost(wish.channel, content, now, teamChannels);
  await notices.save(endNotice({ ...facts, earlier: begun.earlier }, [attempt], now, reference));
  return attempt;
}

async function tryToPost(
  channel: string,
  content: TeamMessageContent,
  now: Instant,
  teamChannels: TeamChannels,
): Promise<NoticeAttempt & { readonly reference?: string }> {
  const facts = { channel: TEAM_CHANNEL, at: now } as const;
  try {
    const posted = await teamChannels.post(channel, content);
    if (posted.outcome === 'refused') return { ...facts, ...posted };
    return { ...facts, outcome: 'sent', reference: posted.reference };
  } catch {
    return { ...facts, outcome: 'unavailable', because: 'no_answer' };
  }
}

/** Each message is tried, whatever fails. */
async function changeAll({ lead, plan, known }: Loaded, deps: TeamMessagesDeps): Promise<number> {
  const messages = known.filter(isOfTeamChannel);
  const failures: unknown[] = [];
  let changed = 0;
  for (const { id, to, reference = '' } of messages.toSorted((a, b) => (a.at < b.at ? -1 : 1)).slice(-MAX_MESSAGES))
    try {
      const hold = id === noticeIdOf(lead) ? holdOf(lead) : undefined;
      const wish = hold && ownValue(plan.teams, hold.team)?.slack;
      const content = await contentFor(lead, to, hold?.rep === to ? wish : undefined, deps.leads);
      if ((await deps.teamChannels.change(reference, content)) === 'changed') changed += 1;
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
  return changed;
}

/** @param wish absent: the lead is not held by this assignment any more */
async function contentFor(
  lead: Lead,
  rep: RepId,
  wish: Team['slack'],
  leads: TeamMessagesDeps['leads'],
): Promise<TeamMessageContent> {
  const person = wish?.showsName ? await leads.person(lead.id) : undefined;
  return { lead, rep, isCurrent: wish !== undefined, ...(person && { person }) };
}
