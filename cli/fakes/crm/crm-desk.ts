import type { Instant } from '../../../shared/domain/instant.ts';
import type { FakeActivity, FakeCrm } from './fake-crm.ts';
import { putCompany } from './fake-hubspot-companies.ts';

/** An event as HubSpot posts it to an app that subscribed to its kind. */
export interface HubSpotEvent {
  readonly subscriptionType: string;
  readonly objectTypeId: string;
  readonly objectId: number;
  readonly propertyName?: string;
}

type DeskCrm = Pick<FakeCrm, 'activities' | 'setOwner'>;

const CALL_MILLISECONDS = 180_000;
const FIRST_ID = 80_001;
/** HubSpot's numbers of its own kinds of objects. */
const [CONTACT, COMPANY, CALL] = ['0-1', '0-2', '0-48'];

/** What people do by hand in a fake HubSpot. Each returns the events that HubSpot posts about it. */
export class CrmDesk {
  readonly #crm: DeskCrm;
  readonly #now: () => Instant;

  constructor(crm: DeskCrm, now: () => Instant) {
    this.#crm = crm;
    this.#now = now;
  }

  /** Logs a completed call of three minutes with a contact. @param user who called */
  logCall(contact: string, user: string): readonly HubSpotEvent[] {
    const id = this.#log('calls', contact, {
      hs_timestamp: this.#now(),
      hs_call_status: 'COMPLETED',
      hs_call_duration: String(CALL_MILLISECONDS),
      hubspot_owner_id: user,
    });
    return [{ subscriptionType: 'object.creation', objectTypeId: CALL, objectId: id }];
  }

  /** Gives a contact another owner, as a person does. */
  setOwner(contact: string, user: string): readonly HubSpotEvent[] {
    this.#crm.setOwner(contact, user);
    const event = { subscriptionType: 'object.propertyChange', objectTypeId: CONTACT, objectId: Number(contact) };
    return [{ ...event, propertyName: 'hubspot_owner_id' }];
  }

  /** Gives a company another owner. */
  setCompanyOwner(company: string, user: string): readonly HubSpotEvent[] {
    putCompany(this.#crm, company, this.#now(), { hubspot_owner_id: user });
    const event = { subscriptionType: 'object.propertyChange', objectTypeId: COMPANY, objectId: Number(company) };
    return [{ ...event, propertyName: 'hubspot_owner_id' }];
  }

  /** Wins a deal of a contact. Baton is not told: its app has no subscription to deals. */
  winDeal(contact: string, amount: number): readonly HubSpotEvent[] {
    this.#log('deals', contact, {
      hs_is_closed_won: 'true',
      hs_v2_date_entered_current_stage: this.#now(),
      amount: String(amount),
      amount_in_home_currency: String(amount),
    });
    return [];
  }

  #log(object: string, contact: string, values: FakeActivity['values']): number {
    const id = FIRST_ID + this.#crm.activities.size;
    this.#crm.activities.set(String(id), {
      ...{ id: String(id), object, values },
      records: [contact],
      changedAt: this.#now(),
    });
    return id;
  }
}
