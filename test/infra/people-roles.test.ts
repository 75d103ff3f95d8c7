import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI_COMMANDS, CLI_NEEDS, CLI_ROLES, type CliNeedName } from '../../infra/capabilities/cli-permissions.ts';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { readPage, tableRowsOf } from '../docs/doc-page.ts';
import { findValues, synthesise } from './synthesised.ts';

/** The folder under cli/ that holds a command; by default it has the command's name. */
const FOLDERS: Readonly<Record<string, string>> = {
  mode: 'shadow',
  comparison: 'shadow',
  forget: 'privacy',
  export: 'privacy',
  suppress: 'privacy',
};
/** Folders that are no command: reading files, and the example of npm start. */
const NO_COMMANDS = ['csv', 'demo', 'fakes'];
/** Reading and writing tables happens in one class, so what is used of it cannot be seen from here. */
const TABLE_ACTIONS: readonly string[] = [...CLI_NEEDS['read tables'].actions, ...CLI_NEEDS['write tables'].actions];

/** Returns a command's own files and all that they import of ours. */
function filesOf(command: string): readonly string[] {
  const folder = join(PROJECT_ROOT, 'cli', FOLDERS[command] ?? command);
  const found = new Set<string>();
  const follow = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, target] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export|\} from)[^;]*?'(\.{1,2}\/[^']+\.ts)'/gm,
    ))
      if (target !== undefined) follow(join(dirname(file), target));
  };
  for (const name of readdirSync(folder)) follow(join(folder, name));
  return [...found];
}

/** Returns the IAM actions of the SDK commands that a command's files can send, without those on tables. */
function actionsOf(command: string): ReadonlySet<string> {
  const actions = new Set<string>();
  for (const file of filesOf(command)) {
    const text = readFileSync(file, 'utf8');
    // SQS has no actions of its own for batches.
    for (const [, names = '', client = ''] of text.matchAll(/import \{([^}]+)\} from '@aws-sdk\/client-([\w-]+)'/g))
      for (const [, operation = ''] of names.matchAll(/\b(?:type )?(\w+?)Command\b/g))
        actions.add(
          `${PREFIXES[client] ?? client.replaceAll('-', '')}:${client === 'sqs' ? operation.replace(/Batch$/, '') : operation}`,
        );
    for (const [, operation = ''] of text.matchAll(/\bpaginate(\w+)\(/g)) actions.add(`cloudformation:${operation}`);
  }
  return actions;
}

const PREFIXES: Readonly<Record<string, string>> = { sfn: 'states', sesv2: 'ses' };

/** The files that read and write secrets for the commands, and the functions in them. */
const SECRET_FILES = ['cli/secret-text.ts', 'cli/source/secrets.ts'];
const SECRET_CALLS = {
  'secretsmanager:GetSecretValue': /\b(readSecret|readCurrentSecret|ensureSecret|replaceSecret)\(/,
  'secretsmanager:PutSecretValue': /\b(writeSecret|ensureSecret|replaceSecret)\(/,
} as const;

/** Returns the actions on secrets that a command's files ask for. */
function secretActionsOf(command: string): readonly string[] {
  const callers = filesOf(command).filter((file) => {
    const path = relative(PROJECT_ROOT, file);
    return path.startsWith('cli/') && !SECRET_FILES.includes(path);
  });
  const texts = callers.map((file) => readFileSync(file, 'utf8'));
  return Object.entries(SECRET_CALLS).flatMap(([action, call]) =>
    texts.some((text) => call.test(text)) ? [action] : [],
  );
}

const usesTables = (command: string) => filesOf(command).some((file) => file.endsWith('adapters/dynamodb/database.ts'));
const actionsOfNeeds = (needs: readonly CliNeedName[]): readonly string[] =>
  needs.flatMap((need) => [...CLI_NEEDS[need].actions]);

/** Commands that make and replace tables: for whoever may deploy. */
const FOR_DEPLOYERS = ['restore'];

describe('the table of what the CLI needs', () => {
  it('has every command, except those for whoever may deploy, which the page names', () => {
    const folders = readdirSync(join(PROJECT_ROOT, 'cli'), { withFileTypes: true });
    const named = folders.filter((entry) => entry.isDirectory() && !NO_COMMANDS.includes(entry.name));
    const known = new Set(Object.keys(CLI_COMMANDS).map((command) => FOLDERS[command] ?? command));
    expect([...known, ...FOR_DEPLOYERS].toSorted()).toEqual(named.map(({ name }) => name).toSorted());
    for (const command of FOR_DEPLOYERS) expect(readPage('docs/access.md')).toContain(`\`baton ${command}\` `);
  });

  it.each(Object.entries(CLI_COMMANDS))('says of %s what its clients call', (command, needs) => {
    const sent = actionsOf(command);
    const expected = new Set(actionsOfNeeds(needs).filter((action) => !TABLE_ACTIONS.includes(action)));
    const called = [...sent].filter(
      (action) => !action.startsWith('dynamodb:') && !action.startsWith('secretsmanager:'),
    );
    expect([...called, ...secretActionsOf(command)].toSorted()).toEqual([...expected].toSorted());
    expect(usesTables(command)).toBe(needs.includes('read tables'));
  });

  it('is that of docs/access.md', () => {
    const rows = tableRowsOf(readPage('docs/access.md'), 'command').map(([command, needs]) => [command, needs]);
    expect(rows).toEqual(Object.entries(CLI_COMMANDS).map(([command, needs]) => [`\`${command}\``, needs.join(', ')]));
    const kinds = tableRowsOf(readPage('docs/access.md'), 'need').map(([need, actions, roles]) => [
      need,
      actions,
      roles,
    ]);
    expect(kinds).toEqual(
      Object.entries(CLI_NEEDS).map(([need, { actions }]) => [
        need,
        actions.map((action) => `\`${action}\``).join(', '),
        Object.entries(CLI_ROLES)
          .flatMap(([role, needs]) => ((needs as readonly string[]).includes(need) ? [role] : []))
          .join(', '),
      ]),
    );
  });
});

describe('the roles for people', () => {
  const { resources } = synthesise('prod');
  const roleOf = (name: string) =>
    Object.entries(resources('AWS::IAM::Role')).find(([id]) => id.startsWith(`People${name}`))?.[1];
  const allowed = (name: string) => findValues('Action', roleOf(name)?.Properties.Policies).flat();

  it('may do what the table says, and nothing else', () => {
    for (const [name, needs] of Object.entries(CLI_ROLES))
      expect(allowed(name).toSorted()).toEqual(actionsOfNeeds(needs).toSorted());
  });

  it('serve every command as an operator; without changes and secrets as a reader', () => {
    for (const needs of Object.values(CLI_COMMANDS))
      expect(CLI_ROLES.Operator).toEqual(expect.arrayContaining([...needs]));
    expect(
      allowed('ReadOnly').filter((action) => /:(?!Get|List|Describe|Query|BatchGet)|Secret/.test(String(action))),
    ).toEqual([]);
  });

  it('name their resources, except for what has none', () => {
    const everywhere = findValues('Statement', roleOf('Operator')?.Properties.Policies).flat() as readonly Statement[];
    const open = everywhere.filter(({ Resource }) => Resource === '*').map(({ Action }) => Action);
    expect(open.flat()).toEqual(['lambda:GetAccountSettings', 'ses:GetAccount']);
  });
});

interface Statement {
  readonly Action: unknown;
  readonly Resource: unknown;
}
