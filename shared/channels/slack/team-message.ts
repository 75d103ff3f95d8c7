import type { Person } from '../../domain/intake/submission.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { contextOf, escapeForSlack, SLACK_LIMITS, sectionOf } from './blocks.ts';
import { deadlineOf, nameOf, wishOf } from './lead-message.ts';
import type { SlackMessage } from './slack-api.ts';

/** What a team's channel says about an assignment. */
export interface TeamMessageInput {
  readonly lead: Lead;
  /** Name of the rep who got the lead. */
  readonly rep: string;
  /** IANA zone of the rep: times are shown in it. */
  readonly zone: string;
  /** What became of the lead, if it needs saying. */
  readonly status?: string;
  /** When the first response is due, while it is. */
  readonly dueAt?: string;
  /** Only if the team wants to see the name. */
  readonly person?: Person;
}

/** Builds the message of an assignment in its team's channel: who got the lead, what it is about, what became of it. */
export function buildTeamMessage(input: TeamMessageInput): SlackMessage {
  const { lead, rep, zone, status, dueAt, person } = input;
  const name = nameOf(person) ?? person?.company;
  const heading = name === undefined ? `${rep} got a lead.` : `${rep} got a lead: ${name}.`;
  const score = lead.score && `Score: ${lead.score.total}, ${lead.score.band}`;
  const lines = [heading, status, deadlineOf({ dueAt, zone }), wishOf(lead), score].filter((one) => one !== undefined);
  return {
    text: escapeForSlack(heading, SLACK_LIMITS.header),
    blocks: [sectionOf(lines.join('\n')), contextOf(`Lead ${lead.id}`)],
  };
}
