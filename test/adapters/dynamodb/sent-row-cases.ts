import { DigestRow } from '../../../shared/adapters/dynamodb/digest-table.ts';
import { NoticeRow } from '../../../shared/adapters/dynamodb/notice-table.ts';
import { SubscriptionRow, WebhookDeliveryRow } from '../../../shared/adapters/dynamodb/webhook-table.ts';
import { MONDAY as at } from '../../support/builders/moment.ts';
import type { RowCase } from './row-case.ts';

/** Rows of what was sent about leads. */
export const SENT_ROWS: Readonly<Record<string, RowCase>> = {
  SubscriptionRow: {
    schema: SubscriptionRow,
    wholes: [
      { id: 'w', url: 'https://a.example/', events: 'all', paused: false, since: at, failures: 0, failingSince: at },
    ],
    optional: ['failingSince'],
  },
  WebhookDeliveryRow: {
    schema: WebhookDeliveryRow,
    wholes: [
      {
        ...{ lead: 'l', seq: 1, event: 'e', webhook: 'w', status: 'retrying', attempts: 1, at },
        ...{ lastStatus: 500, because: 'timeout', nextAt: at },
      },
    ],
    optional: ['lastStatus', 'because', 'nextAt'],
  },
  NoticeRow: {
    schema: NoticeRow,
    wholes: [
      {
        ...{ id: 'n', lead: 'l', to: 'kim', occasion: 'assigned', status: 'sent', at, reference: 'message-1' },
        attempts: [{ channel: 'email', at, outcome: 'refused', because: 'bounced' }],
      },
    ],
    optional: ['reference'],
  },
  DigestRow: {
    schema: DigestRow,
    wholes: [
      {
        ...{ id: 'd', kind: 'held', to: 'kim', status: 'bounced', at, because: 'bounced' },
        notices: [{ lead: 'l', id: 'n' }],
      },
    ],
    optional: ['because', 'notices'],
  },
};
