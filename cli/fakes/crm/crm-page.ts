import { type Html, html } from '../../../shared/runtime/pages/html.ts';
import { type PageReply, type PageRequest, renderLocalPage, serveLocalPages } from '../local-pages.ts';
import type { FakeCrm, FakeRecord, FakeTask } from './fake-crm.ts';

/** What the page reads of a CRM. */
export type ShownCrm = Pick<FakeCrm, 'records' | 'tasks'> & {
  readonly users: readonly { readonly id: string; readonly email: string }[];
};

const COLUMNS = ['Contact', 'Owner', 'Status', 'Score', 'Rule', 'Respond until', 'Task'] as const;

/** Serves the contacts of a fake HubSpot on a free port of this machine. */
export async function startCrmPage(crm: ShownCrm) {
  return serveLocalPages((request) => answerCrmPage(request, crm));
}

/** Shows the contacts, the newest first, as they are now. */
export function answerCrmPage({ method, path }: Pick<PageRequest, 'method' | 'path'>, crm: ShownCrm): PageReply {
  if (method !== 'GET' || path !== '/')
    return renderLocalPage('There is no such page', html`<p><a href="/">All contacts</a></p>`, { status: 404 });
  const shown = [...crm.records.values()].filter(({ deleted, mergedInto }) => !deleted && mergedInto === undefined);
  const rows = shown.toReversed().map((record) => renderRow(record, crm));
  const head = COLUMNS.map((name) => html`<th>${name}</th>`);
  const table = html`<table><tr>${head}</tr>${rows}</table>`;
  return renderLocalPage('Contacts in HubSpot', rows.length === 0 ? html`<p>No contact yet.</p>` : table, {
    live: true,
  });
}

function renderRow({ id, email, values }: FakeRecord, crm: ShownCrm): Html {
  const { firstname, lastname, company, baton_status: status = '', baton_outcome: outcome } = values;
  const name = [firstname, lastname].filter(Boolean).join(' ');
  const contact = [name, email, company].map((line) => (line ? html`${line}<br>` : html``));
  const tasks = [...crm.tasks.values()].filter((task) => task.record === id && !task.deleted).map(renderTask);
  const score = [values.baton_score, values.baton_band].filter(Boolean).join(', ');
  const cells = [
    html`${contact}`,
    html`${ownerName(values.hubspot_owner_id, crm)}`,
    html`${outcome ? `${status}: ${outcome}` : status}`,
    html`${score}`,
    html`${values.baton_rule ?? ''}`,
    html`${timeOf(values.baton_sla_due)}`,
    html`${tasks}`,
  ];
  return html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`;
}

function renderTask({ done, dueAt }: FakeTask): Html {
  return html`${done ? '✓ done' : `○ due ${timeOf(dueAt)}`}<br>`;
}

function ownerName(id: string | undefined, { users }: ShownCrm): string {
  return users.find((user) => user.id === id)?.email ?? id ?? '';
}

/** Writes a time to the second. */
function timeOf(instant: string | undefined): string {
  return instant ? `${instant.slice(11, 19)} UTC` : '';
}
