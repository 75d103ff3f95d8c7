import type { Notification } from '../../ports/notifier.ts';
import { titleOf } from './lead-content.ts';
import { formatLocalTime } from './local-time.ts';
import type { MailContent } from './mail-content.ts';

/** Returns what a mail about several leads says: for each, what it is about and who it is, with the answers. */
export function digestContentOf(notifications: readonly Notification[], zone: string): MailContent {
  const count = notifications.length;
  const title = count === 1 ? 'One lead waits for you' : `${count} leads wait for you`;
  return {
    preview: notifications.map(titleOf).join(' · '),
    title,
    intro: ['Collected since your last digest. What has been settled meanwhile is left out.'],
    blocks: notifications.flatMap((notification) => [
      {
        kind: 'facts' as const,
        title: titleOf(notification),
        rows: [
          { name: 'Lead', value: notification.lead.id },
          { name: 'Owner', value: notification.lead.accountable ?? 'nobody' },
          ...(notification.lead.dueAt === undefined
            ? []
            : [{ name: 'Due', value: formatLocalTime(notification.lead.dueAt, zone) }]),
        ],
      },
      ...(notification.links.contacted === undefined
        ? []
        : [
            {
              kind: 'buttons' as const,
              buttons: [{ label: 'I have been in touch', url: notification.links.contacted }],
            },
          ]),
    ]),
    footer: `Baton sent this because you want what is not urgent collected. Times are those of ${zone}.`,
  };
}
