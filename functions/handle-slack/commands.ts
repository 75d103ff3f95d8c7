import { contextOf, escapeForSlack, sectionOf } from '../../shared/channels/slack/blocks.ts';
import { formatTime, wordsOf } from '../../shared/channels/slack/lead-message.ts';
import type { SlackMessage } from '../../shared/channels/slack/slack-api.ts';
import { statusTextOf } from '../../shared/channels/slack/status-text.ts';
import { holdOf, type Lead } from '../../shared/domain/lead/lead.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { takeLeave } from '../../shared/use-cases/reps/take-leave.ts';
import { repOfMember, type SlackCall, type SlackDeps } from './slack-deps.ts';
import { UNKNOWN_MEMBER } from './unknown-member.ts';

/** How many open leads are listed, most urgent first. */
const MOST_LISTED = 20;

const HELP = [
  '/baton mine – my open leads, most urgent first',
  '/baton why LEAD – why a lead is mine',
  '/baton away until 2026-12-24 – no new leads until that day',
].join('\n');

/** Answers `/baton …`. Only the person who typed it sees the answer. */
export async function answerCommand(
  { member, text }: { readonly member: string; readonly text: string },
  call: SlackCall,
  deps: SlackDeps,
): Promise<object> {
  const rep = await repOfMember(member, deps);
  if (!rep) {
    call.log.warn('slack_member_unknown');
    return reply(UNKNOWN_MEMBER);
  }
  const [verb = '', ...rest] = text.trim().split(/\s+/);
  const given = rest.join(' ');
  switch (verb.toLowerCase()) {
    case 'mine':
      return listMine(rep, deps);
    case 'why':
      return explain(given, rep, deps);
    case 'away':
      return goAway(given, rep, call, deps);
    default:
      return reply(HELP);
  }
}

async function listMine(rep: Rep, deps: SlackDeps): Promise<object> {
  const holds = await deps.reps.holdsOf(rep.id);
  const loaded = await Promise.all(holds.map(({ lead }) => deps.leads.load(lead)));
  const mine = loaded
    .filter((lead): lead is Lead => lead !== undefined && holdOf(lead)?.rep === rep.id)
    .toSorted((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1));
  if (mine.length === 0) return reply('You have no open leads.');
  const shown = mine.slice(0, MOST_LISTED);
  const lines = await Promise.all(shown.map((lead) => lineOf(lead, rep, deps)));
  const title = mine.length > shown.length ? `Your ${shown.length} most urgent of ${mine.length} leads` : 'Your leads';
  return toReply({ text: title, blocks: [sectionOf(title), ...lines.map(sectionOf)] });
}

async function lineOf(lead: Lead, rep: Rep, deps: SlackDeps): Promise<string> {
  const person = await deps.leads.person(lead.id);
  const who = [person?.name, person?.company].filter((one) => one !== undefined).join(', ') || lead.id;
  const next = lead.stage.state === 'assigned' ? 'answer' : 'next step';
  const due = lead.dueAt === undefined ? '' : `\n${next} due ${formatTime(lead.dueAt, rep.zone)}`;
  return `${who}${due}\n${lead.id}`;
}

/** Says why, to whoever has the lead or had it. Others learn nothing, not even whether there is such a lead. */
async function explain(id: string, rep: Rep, deps: SlackDeps): Promise<object> {
  const lead = /^[\w-]{1,128}$/.test(id) ? await deps.leads.load(id) : undefined;
  const timeline = lead ? await deps.leads.timeline(lead.id) : [];
  const given = timeline.findLast((event) => event.type === 'LeadAssigned' && event.data.rep === rep.id);
  if (!lead || given?.type !== 'LeadAssigned') return reply('You have and had no lead with this id.');
  const { routing } = lead;
  const holder = holdOf(lead)?.rep;
  const name = holder === undefined || holder === rep.id ? undefined : (await deps.reps.get(holder))?.name;
  const lines = [
    `You got it ${formatTime(given.at, rep.zone)} in the team ${given.data.team}: ${wordsOf(given.data.because)}.`,
    routing && `Rule ${routing.route.rule}, layer ${routing.route.layer}, version ${routing.plan} of the plan.`,
    lead.score && `Score ${lead.score.total}, ${lead.score.band}.`,
    statusTextOf(lead, { holder: name, zone: rep.zone }),
  ].filter((line) => line !== undefined);
  return toReply({ text: `Lead ${lead.id}`, blocks: [sectionOf(lines.join('\n')), contextOf(`Lead ${lead.id}`)] });
}

async function goAway(text: string, rep: Rep, { now }: SlackCall, deps: SlackDeps): Promise<object> {
  const day = /^until (\d{4}-\d{2}-\d{2})$/i.exec(text)?.[1];
  const isDay = day !== undefined && !Number.isNaN(Date.parse(`${day}T00:00:00.000Z`));
  if (!isDay) return reply('Say until when, with the day on which you are back: /baton away until 2026-12-24');
  const taken = await takeLeave({ rep: rep.id, day }, now, deps);
  if (taken.outcome === 'done')
    return reply(
      `You get no new leads until ${formatTime(taken.until, rep.zone)}. What the plan says for your open leads follows within minutes.`,
    );
  return reply(
    taken.outcome === 'not_in_range'
      ? 'Choose a day after today, within 400 days.'
      : 'Somebody changed your data at the same time. Try again.',
  );
}

function reply(text: string): object {
  return toReply({ text: escapeForSlack(text), blocks: [sectionOf(text)] });
}

function toReply(message: SlackMessage): object {
  return { response_type: 'ephemeral', ...message };
}
