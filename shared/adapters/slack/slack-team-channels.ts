import { placeOf, referenceOf, type SlackApi, type SlackMessage } from '../../channels/slack/slack-api.ts';
import { statusTextOf } from '../../channels/slack/status-text.ts';
import { buildTeamMessage } from '../../channels/slack/team-message.ts';
import { firstResponseDueAt } from '../../domain/follow-up/sla.ts';
import { holdOf } from '../../domain/lead/lead.ts';
import type { RepStore } from '../../ports/rep-store.ts';
import type { TeamChannels, TeamMessageContent } from '../../ports/team-channels.ts';

/** Options of {@link SlackTeamChannels}. */
interface SlackTeamChannelsOptions {
  /** Returns the connected workspace; undefined while none is connected. */
  readonly connect: () => Promise<SlackApi | undefined>;
  readonly reps: Pick<RepStore, 'get'>;
}

/** Channels of the connected workspace in Slack. */
export class SlackTeamChannels implements TeamChannels {
  readonly #options: SlackTeamChannelsOptions;

  constructor(options: SlackTeamChannelsOptions) {
    this.#options = options;
  }

  async isConnected(): Promise<boolean> {
    return (await this.#options.connect()) !== undefined;
  }

  async post(channel: string, content: TeamMessageContent): ReturnType<TeamChannels['post']> {
    const slack = await this.#options.connect();
    if (!slack) return { outcome: 'refused', because: 'not_connected' };
    const posted = await slack.postMessage(channel, await this.#build(content));
    if (!posted.ok) return { outcome: 'refused', because: posted.error };
    return { outcome: 'posted', reference: referenceOf(posted.value) };
  }

  async change(reference: string, content: TeamMessageContent): Promise<'changed' | 'gone'> {
    const place = placeOf(reference);
    const slack = place && (await this.#options.connect());
    if (!place || !slack) return 'gone';
    return (await slack.updateMessage(place, await this.#build(content))).ok ? 'changed' : 'gone';
  }

  async #build({ lead, rep: repId, isCurrent, person }: TeamMessageContent): Promise<SlackMessage> {
    const { reps } = this.#options;
    const holderId = isCurrent ? undefined : holdOf(lead)?.rep;
    const [rep, holder] = await Promise.all([reps.get(repId), holderId === undefined ? undefined : reps.get(holderId)]);
    const zone = rep?.zone ?? 'UTC';
    const { stage } = lead;
    return buildTeamMessage({
      ...{ lead, zone, rep: rep?.name ?? repId },
      status: statusTextOf(lead, { holder: holder?.name ?? holderId, zone }),
      dueAt: isCurrent && stage.state === 'assigned' ? firstResponseDueAt(stage.deadlines) : undefined,
      person,
    });
  }
}
