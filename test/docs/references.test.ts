import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setupCommand } from '../../cli/setup/command.ts';
import { OUTPUTS } from '../../infra/outputs.ts';
import { API_ROUTES } from '../../shared/api/api-routes.ts';
import { codeSpansIn, readPage, tableRowsOf } from './doc-page.ts';

const TOP = new URL('../../', import.meta.url);
const markdown = (folder: string) => readdirSync(new URL(folder, TOP)).filter((name) => name.endsWith('.md'));
const PAGES = [...markdown('.'), ...['docs', 'docs/adr'].flatMap((at) => markdown(at).map((name) => `${at}/${name}`))];
const FOLDERS = /^(?:infra|functions|shared|cli|test|docs|examples)\/[\w./-]*$/;

const exists = (path: string) => existsSync(new URL(path, TOP));

/** Returns the anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

function anchorsOf(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

describe.each(PAGES)('%s', (path) => {
  const page = readPage(path);

  it('has no broken links', () => {
    const broken = [...page.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      if (!exists(target)) return [link];
      return anchor === undefined || anchorsOf(readPage(target)).includes(anchor) ? [] : [link];
    });
    expect(broken).toEqual([]);
  });

  it('names existing files and folders', () => {
    expect(codeSpansIn(page).filter((code) => FOLDERS.test(code) && !exists(code))).toEqual([]);
  });

  it('names existing commands and options', () => {
    const { scripts } = JSON.parse(readPage('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const run = [...page.matchAll(/npm run (\w[\w:-]*)/g)].map(([, script = '']) => script);
    expect(run.filter((script) => scripts[script] === undefined)).toEqual([]);
    const options = [...page.matchAll(/baton(?: --)? setup([^`\n]*)/g)].flatMap(([, rest = '']) =>
      rest.match(/--[\w-]+/g),
    );
    const started = [...page.matchAll(/npm start -- (--[\w-]+)/g)].map(([, option = '']) => option);
    expect(started.filter((option) => !readPage('cli/start.ts').includes(`'${option}'`))).toEqual([]);
    const known = setupCommand().options.map(({ long }) => long);
    expect(options.filter((option) => option !== null && !known.includes(option))).toEqual([]);
  });

  it('names existing routes and outputs', () => {
    const routes = [...page.matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/(?:v1|answers|openapi)[\w/{}.-]*)/g)];
    const known = Object.values(API_ROUTES).map(({ method, path: route }) => `${method} ${route}`);
    expect(routes.map(([, method, route]) => `${method} ${route}`).filter((route) => !known.includes(route))).toEqual(
      [],
    );
    const outputs = [...page.matchAll(/OutputKey=='(\w+)'/g)].map(([, output = '']) => output);
    expect(outputs.filter((output) => !(output in OUTPUTS))).toEqual([]);
  });
});

it('the architecture page lists every function', () => {
  const listed = tableRowsOf(readPage('docs/architecture.md'), 'function').map(([name = '']) => codeSpansIn(name)[0]);
  const there = readdirSync(new URL('functions', TOP)).filter((name) => exists(`functions/${name}/handler.ts`));
  expect([...listed].sort()).toEqual(there.sort());
});

it('decisions are numbered without gaps and state what, why and consequences', () => {
  const records = markdown('docs/adr').toSorted();
  for (const [index, name] of records.entries()) {
    expect(Number(name.slice(0, 4))).toBe(index + 1);
    const headings = [...readPage(`docs/adr/${name}`).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['What', 'Why', 'Consequences']);
  }
});
