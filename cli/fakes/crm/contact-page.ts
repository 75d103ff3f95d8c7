import { type Html, html } from '../../../shared/runtime/pages/html.ts';
import { type PageReply, type PageRequest, redirectTo, renderLocalPage } from '../local-pages.ts';
import type { CrmDesk, HubSpotEvent } from './crm-desk.ts';
import type { FakeRecord } from './fake-crm.ts';

/** What the page of one contact needs. */
export interface ContactPageDeps {
  readonly users: readonly { readonly id: string; readonly email: string }[];
  readonly desk: CrmDesk;
  /** Sends what happened to Baton. */
  readonly post: (events: readonly HubSpotEvent[]) => Promise<void>;
}

const DEFAULT_AMOUNT = 12_000;

/**
 * Answers for one contact: what a person can do with it, and doing it. A field that was filled in wrong is said, and
 * nothing is done.
 */
export async function answerContactPage(
  { method, form }: Pick<PageRequest, 'method' | 'form'>,
  record: FakeRecord,
  deps: ContactPageDeps,
): Promise<PageReply> {
  if (method === 'GET') return renderContact(record, deps);
  const events = act(form, record, deps);
  if (typeof events === 'string') return renderContact(record, deps, events);
  if (events.length > 0) await deps.post(events);
  return redirectTo('/');
}

/** Does what the form asks for. @returns the events, or what was wrong with it */
function act(
  form: URLSearchParams,
  { id }: FakeRecord,
  { users, desk }: ContactPageDeps,
): readonly HubSpotEvent[] | string {
  const user = users.find((one) => one.id === form.get('user'))?.id;
  switch (form.get('do')) {
    case 'call':
      return user === undefined ? 'Choose who called.' : desk.logCall(id, user);
    case 'owner':
      return user === undefined ? 'Choose the new owner.' : desk.setOwner(id, user);
    case 'deal': {
      const amount = Number(form.get('amount') || Number.NaN);
      return amount >= 0 && Number.isFinite(amount) ? desk.winDeal(id, amount) : 'Enter an amount, such as 12000.';
    }
    default:
      return 'Press one of the buttons.';
  }
}

function renderContact({ id, email, values }: FakeRecord, { users }: ContactPageDeps, problem?: string): PageReply {
  const { firstname, lastname, company, hubspot_owner_id: owner } = values;
  const name = [firstname, lastname].filter(Boolean).join(' ') || email;
  const options = users.map(
    (user) => html`<option value="${user.id}"${{ html: user.id === owner ? ' selected' : '' }}>${user.email}</option>`,
  );
  const select = html`<select name="user"><option value=""></option>${options}</select>`;
  const form = (what: string, fields: Html, button: string) =>
    html`<form class="modal" method="post" action="/contact/${id}">${fields}<p><button class="primary" name="do" value="${what}">${button}</button></p></form>\n`;
  return renderLocalPage(
    name,
    [
      html`<p><a href="/">All contacts</a></p>\n<p>${[email, company].filter(Boolean).join(', ')}</p>\n`,
      problem === undefined ? html`` : html`<p role="alert">${problem}</p>\n`,
      form('call', html`<label>Who called<br>${select}</label>`, 'Log a call'),
      form('owner', html`<label>New owner<br>${select}</label>`, 'Change the owner'),
      form(
        'deal',
        html`<label>Amount<br><input name="amount" inputmode="decimal" value="${DEFAULT_AMOUNT}"></label>`,
        'Mark a deal as won',
      ),
      html`<p><small>HubSpot tells Baton of calls and owners at once. A deal is read within a minute.</small></p>`,
    ],
    { status: problem === undefined ? 200 : 422 },
  );
}
