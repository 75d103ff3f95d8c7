import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import { endNotice, type Notice, type NoticeAttempt } from '../../domain/notifications/notice.ts';
import { ownValue } from '../../domain/own-value.ts';
import type { Plan, Team } from '../../domain/plan/plan.ts';
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
 * Makes the channels of teams say who has the lead now: posts the message of the current assignment, once, and changes
 * those of earlier ones. A channel that takes no message is no failure: nothing waits for it.
 * @throws when a message could not be changed at the moment; it may all be done again.
 */
export async function updateTeamMessages(
  leadId: LeadId,
  now: Instant,
  deps: TeamMessagesDeps,
): Promise<TeamMessagesResult> {
  const lead = (await deps.teamChannels.isConnected()) ? await deps.leads.load(leadId) : undefined;
  const plan = lead && (await planOf(lead, deps));
  if (!lead || !plan || !hasChannels(plan) || !canLeaveBaton(lead, await deps.mode())) return { changed: 0 };
  const known = await deps.notices.list(leadId);
  const posted = known.some(({ id, status }) => id === noticeIdOf(lead) && status === 'sent')
    ? undefined
    : await announce(lead, plan, now, deps);
  const changed = await changeAll(known.filter(isOfTeamChannel), lead, plan, deps);
  const latest = posted?.outcome === 'sent' ? await deps.leads.load(leadId) : undefined;
  // An event that came between had no message to change yet.
  if (latest && latest.lastEvent !== lead.lastEvent) return updateTeamMessages(leadId, now, deps);
  return { changed, ...(posted?.because !== undefined && { because: posted.because }) };
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

/** Posts the message of the current assignment, unless another call does. */
async function announce(
  lead: Lead,
  plan: Plan,
  now: Instant,
  { leads, notices, teamChannels }: TeamMessagesDeps,
): Promise<NoticeAttempt | undefined> {
  const hold = holdOf(lead);
  const wish = hold && ownValue(plan.teams, hold.team)?.slack;
  if (!wish) return undefined;
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
async function changeAll(messages: readonly Notice[], lead: Lead, plan: Plan, deps: TeamMessagesDeps): Promise<number> {
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
