import type { CrmFailure } from '../../domain/crm/crm-failure.ts';
import type { CrmUser } from '../../domain/crm/crm-users.ts';
import type { Result } from '../../domain/result.ts';
import type { Crm, CrmRecordWrite, CrmTaskWrite } from '../../ports/crm.ts';
import { TtlCache, type TtlOptions } from './ttl-cache.ts';

/** A CRM whose list of users may be as old as the TTL. A failure is not kept. */
export class CachedCrm implements Crm {
  readonly ownerProperty: string;
  readonly #crm: Crm;
  readonly #users: TtlCache<'users', Result<readonly CrmUser[], CrmFailure>>;

  constructor({ crm, ...ttl }: TtlOptions & { readonly crm: Crm }) {
    this.ownerProperty = crm.ownerProperty;
    this.#crm = crm;
    this.#users = new TtlCache(ttl);
  }

  saveRecords(writes: readonly CrmRecordWrite[]) {
    return this.#crm.saveRecords(writes);
  }

  saveTasks(writes: readonly CrmTaskWrite[]) {
    return this.#crm.saveTasks(writes);
  }

  async users(): Promise<Result<readonly CrmUser[], CrmFailure>> {
    const users = await this.#users.get('users', () => this.#crm.users());
    if (!users.ok) this.#users.drop('users');
    return users;
  }

  properties() {
    return this.#crm.properties();
  }
}
