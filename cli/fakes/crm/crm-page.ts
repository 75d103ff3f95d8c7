import { type Html, html } from '../../../shared/runtime/pages/html.ts';
import { type PageReply, type PageRequest, renderLocalPage, serveLocalPages } from '../local-pages.ts';
import { answerCompanyPage, isCompanyPath } from './company-page.ts';
import { answerContactPage, type ContactPageDeps } from './contact-page.ts';
import type { FakeActivity, FakeCrm, FakeRecord, FakeTask } from './fake-crm.ts';

/** What the pages read of a CRM, and what people do there. */
export type ShownCrm = Pick<FakeCrm, 'records' | 'tasks' | 'activities'> & ContactPageDeps;

const COLUMNS = ['Contact', 'Owner', 'Status', 'Score', 'Rule', 'Respond until', 'Task', 'Logged'] as const;

/** Serves the contacts of a fake HubSpot on a free port of this machine. */
export async function startCrmPage(crm: ShownCrm) {
  return serveLocalPages((request) => answerCrmPage(request, crm));
}

/** Shows the contacts, the newest first, as they are now, and each on a page of its own. */
export async function answerCrmPage(request: PageRequest, crm: ShownCrm): Promise<PageReply> {
  const { method, path } = request;
  if (isCompanyPath(path)) return answerCompanyPage(request, crm);
  const [, id = ''] = /^\/contact\/(\w+)$/.exec(path) ?? [];
  const record = crm.records.get(id);
  if (record && isShown(record)) return answerContactPage(request, record, crm);
  if (method !== 'GET' || path !== '/')
    return renderLocalPage('There is no such page', html`<p><a href="/">All contacts</a></p>`, { status: 404 });
  const shown = [...crm.records.values()].filter(isShown);
  const rows = shown.toReversed().map((record) => renderRow(record, crm));
  const head = COLUMNS.map((name) => html`<th>${name}</th>`);
  const table = html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>\n<p><small>Times are UTC.</small></p>`;
  const list = rows.length === 0 ? html`<p>No contact yet.</p>` : table;
  return renderLocalPage('Contacts in HubSpot', [html`<p><a href="/companies">All companies</a></p>\n`, list], {
    live: true,
  });
}

function isShown({ deleted, mergedInto }: FakeRecord): boolean {
  return !deleted && mergedInto === undefined;
}

function renderRow({ id, email, values }: FakeRecord, crm: ShownCrm): Html {
  const { firstname, lastname, company, baton_status: status = '', baton_outcome: outcome } = values;
  const name = [firstname, lastname].filter(Boolean).join(' ');
  const link = html`<a href="/contact/${id}">${name || email || id}</a><br>`;
  const contact = [link, ...[name && email, company].map((line) => (line ? html`${line}<br>` : html``))];
  const tasks = [...crm.tasks.values()].filter((task) => task.record === id && !task.deleted).map(renderTask);
  const logged = [...crm.activities.values()].filter(({ records }) => records.includes(id)).map(renderActivity);
  const score = [values.baton_score, values.baton_band].filter(Boolean).join(', ');
  const cells = [
    html`${contact}`,
    html`${ownerName(values.hubspot_owner_id, crm)}`,
    html`${outcome ? `${status}: ${outcome}` : status}`,
    html`${score}`,
    html`${values.baton_rule ?? ''}`,
    html`${timeOf(values.baton_sla_due)}`,
    html`${tasks}`,
    html`${logged}`,
  ];
  // On a narrow screen each cell says what it is, instead of the head of the table.
  const named = cells.map((cell, index) => html`<td data-name="${COLUMNS[index] ?? ''}">${cell}</td>`);
  return html`<tr>${named}</tr>\n`;
}

function renderTask({ done, dueAt }: FakeTask): Html {
  return html`${done ? '✓ done' : `○ due ${timeOf(dueAt)}`}<br>`;
}

function renderActivity({ object, values, changedAt }: FakeActivity): Html {
  const what = object === 'deals' ? `deal won, ${values.amount}` : 'call';
  return html`${what}, ${timeOf(changedAt)}<br>`;
}

function ownerName(id: string | undefined, { users }: ShownCrm): string {
  return users.find((user) => user.id === id)?.email ?? id ?? '';
}

/** Writes a time of UTC to the second. */
function timeOf(instant: string | undefined): string {
  return instant ? instant.slice(11, 19) : '';
}
