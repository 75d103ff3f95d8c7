import { html } from '../../../shared/runtime/pages/html.ts';
import { type PageReply, type PageRequest, redirectTo, renderLocalPage } from '../local-pages.ts';
import type { ContactPageDeps } from './contact-page.ts';
import type { FakeActivity, FakeCrm } from './fake-crm.ts';

type CompanyCrm = Pick<FakeCrm, 'activities'> & ContactPageDeps;

/** Whether a path is one of the companies' pages. */
export function isCompanyPath(path: string): boolean {
  return path === '/companies' || path.startsWith('/company/');
}

/** Shows the companies of a fake HubSpot with their owners, and gives one another owner. */
export async function answerCompanyPage({ method, path, form }: PageRequest, crm: CompanyCrm): Promise<PageReply> {
  const companies = [...crm.activities.values()].filter(({ object }) => object === 'companies');
  if (method === 'GET' && path === '/companies') return renderCompanies(companies, crm);
  const company = companies.find(({ id }) => path === `/company/${id}`);
  if (!company || method !== 'POST')
    return renderLocalPage('There is no such page', html`<p><a href="/companies">All companies</a></p>`, {
      status: 404,
    });
  const user = crm.users.find(({ id }) => id === form.get('user'));
  if (!user) return renderCompanies(companies, crm, 'Choose the new owner.');
  await crm.post(crm.desk.setCompanyOwner(company.id, user.id));
  return redirectTo('/companies');
}

function renderCompanies(companies: readonly FakeActivity[], { users }: CompanyCrm, problem?: string): PageReply {
  const rows = companies.map(({ id, values }) => {
    const options = users.map(
      (user) =>
        html`<option value="${user.id}"${{ html: user.id === values.hubspot_owner_id ? ' selected' : '' }}>${user.email}</option>`,
    );
    const owner = html`<form method="post" action="/company/${id}"><select name="user" aria-label="Owner"><option value=""></option>${options}</select> <button>Change the owner</button></form>`;
    const cells = [
      ['Company', html`${String(values.name ?? '')}`],
      ['Domain', html`${String(values.domain ?? '')}`],
      ['Stage', html`${String(values.lifecyclestage ?? '')}`],
      ['Owner', owner],
    ] as const;
    return html`<tr>${cells.map(([name, cell]) => html`<td data-name="${name}">${cell}</td>`)}</tr>\n`;
  });
  const head = ['Company', 'Domain', 'Stage', 'Owner'].map((name) => html`<th>${name}</th>`);
  return renderLocalPage(
    'Companies in HubSpot',
    [
      html`<p><a href="/">All contacts</a></p>\n`,
      problem === undefined ? html`` : html`<p role="alert">${problem}</p>\n`,
      html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>\n`,
      html`<p><small>Accounts in Baton follow: the next lead of a company's domain goes to its owner.</small></p>`,
    ],
    { status: problem === undefined ? 200 : 422 },
  );
}
