import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { canBeSent, type Notice } from '../../domain/notifications/notice.ts';
import type { BeginResult, NewNotice, NoticeStore } from '../../ports/notice-store.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the notice store. */
export class InMemoryNoticeStore implements NoticeStore {
  readonly #notices = new Map<string, Notice>();

  async begin(notice: NewNotice, now: Instant): Promise<BeginResult> {
    const known = this.#notices.get(keyOf(notice));
    const answer = canBeSent(known, now);
    if (answer !== 'yes') return { outcome: answer };
    const earlier = known?.attempts ?? [];
    this.#notices.set(keyOf(notice), copyFrozen({ ...notice, status: 'sending', at: now, attempts: earlier }));
    return { outcome: 'begun', earlier };
  }

  async save(notice: Notice): Promise<void> {
    this.#notices.set(keyOf(notice), copyFrozen(notice));
  }

  async get(lead: LeadId, id: string): Promise<Notice | undefined> {
    return this.#notices.get(keyOf({ lead, id }));
  }

  async list(lead: LeadId): Promise<readonly Notice[]> {
    return [...this.#notices.values()].filter((one) => one.lead === lead).sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function keyOf({ lead, id }: Pick<Notice, 'lead' | 'id'>): string {
  return `${lead} ${id}`;
}
