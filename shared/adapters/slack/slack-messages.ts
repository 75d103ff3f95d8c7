import { buildLeadMessage, buildMovedOnMessage } from '../../channels/slack/lead-message.ts';
import { placeOf, type SlackApi, type SlackMessage } from '../../channels/slack/slack-api.ts';
import { statusTextOf } from '../../channels/slack/status-text.ts';
import { holdOf } from '../../domain/lead/lead.ts';
import type { RepStore } from '../../ports/rep-store.ts';
import type { MessageContent, SentMessage, SentMessages } from '../../ports/sent-messages.ts';

/** Options of {@link SlackMessages}. */
interface SlackMessagesOptions {
  /** Returns the connected workspace; undefined while none is connected. */
  readonly connect: () => Promise<SlackApi | undefined>;
  readonly reps: Pick<RepStore, 'get'>;
}

/** Changes direct messages in Slack in place. */
export class SlackMessages implements SentMessages {
  readonly #options: SlackMessagesOptions;

  constructor(options: SlackMessagesOptions) {
    this.#options = options;
  }

  canChange(channel: string): boolean {
    return channel === 'slack';
  }

  async change({ reference }: SentMessage, content: MessageContent): Promise<'changed' | 'gone'> {
    const place = placeOf(reference);
    const slack = place && (await this.#options.connect());
    if (!place || !slack) return 'gone';
    const updated = await slack.updateMessage(place, await this.buildMessage(content));
    return updated.ok ? 'changed' : 'gone';
  }

  /** Builds a message as it should be now. @param note a sentence to put first */
  async buildMessage(content: MessageContent, note?: string): Promise<SlackMessage> {
    const { lead, to, sight } = content;
    const holderId = holdOf(lead)?.rep;
    const [reader, holder] = await Promise.all([
      this.#options.reps.get(to),
      holderId === undefined || holderId === to ? undefined : this.#options.reps.get(holderId),
    ]);
    const zone = reader?.zone ?? 'UTC';
    const status = statusTextOf(lead, { holder: holder?.name ?? holder?.id, zone });
    const said = [note, status].filter((one) => one !== undefined).join('\n');
    if (sight === 'past') return buildMovedOnMessage(lead, said || 'This lead has moved on.');
    return buildLeadMessage({ ...content, zone, status: said || undefined });
  }
}
