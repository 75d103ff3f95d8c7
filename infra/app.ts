import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { BatonStack } from './baton-stack.ts';
import type { Environment, LocalOverrides } from './environment.ts';
import { environmentNamed, stackNameOf } from './environments.ts';

const app = new App();
const deploy = String(app.node.tryGetContext('deploy') ?? 'gradually');
if (deploy !== 'gradually' && deploy !== 'at-once') fail(`-c deploy=${deploy}: expected gradually or at-once`);
const localEndpoint: unknown = app.node.tryGetContext('localEndpoint');
const environment = { ...parseEnvironment(), ...parseLocalOverrides() };
new BatonStack(app, stackNameOf(environment), {
  environment,
  atOnce: deploy === 'at-once',
  localEndpoint: localEndpoint === undefined ? undefined : String(localEndpoint),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));

/**
 * Returns the environment named by `-c env=…`, or ends with the list of names.
 */
function parseEnvironment(): Environment {
  try {
    return environmentNamed(String(app.node.tryGetContext('env') ?? 'local'));
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** Returns what a deployment to the local cloud sets otherwise, by `-c localOverrides=…`, in JSON. Never on AWS. */
function parseLocalOverrides(): LocalOverrides {
  const overrides: unknown = app.node.tryGetContext('localOverrides');
  return localEndpoint === undefined || overrides === undefined ? {} : JSON.parse(String(overrides));
}

/** Prints one line, without a stack trace, and exits. */
function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
