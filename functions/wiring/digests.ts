import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { MailDigest } from '../../shared/adapters/notifications/mail-digest.ts';
import { ManagerMails } from '../../shared/adapters/notifications/manager-mails.ts';
import { createMailer } from './mailer.ts';
import { newId } from './new-id.ts';
import { createDigestStore, createNoticeStore } from './notices.ts';

/** Creates what sends several notifications as one mail, and managers their mails; and where both are remembered. */
export function createDigests(db: Database) {
  const mailer = createMailer();
  const digestStore = createDigestStore(db);
  return {
    digestStore,
    digests: new MailDigest({ mailer, digestStore, notices: createNoticeStore(db), newId }),
    managerMailer: new ManagerMails({ mailer }),
  };
}
