import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { BatonStack } from './baton-stack.ts';
import { type Environment, environmentNamed, type LocalOverrides, stackNameOf } from './environments.ts';

const app = new App();
const localEndpoint: unknown = app.node.tryGetContext('localEndpoint');
const environment = { ...parseEnvironment(), ...parseLocalOverrides() };
new BatonStack(app, stackNameOf(environment), {
  environment,
  env: environment.awsAccount,
  localEndpoint: localEndpoint === undefined ? undefined : String(localEndpoint),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));

/**
 * Returns the environment named by `-c env=…`. For an unknown name it prints one line, without a stack trace, and
 * exits.
 */
function parseEnvironment(): Environment {
  try {
    return environmentNamed(String(app.node.tryGetContext('env') ?? 'local'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/** Returns what a deployment to the local cloud sets otherwise, by `-c localOverrides=…`, in JSON. Never on AWS. */
function parseLocalOverrides(): LocalOverrides {
  const overrides: unknown = app.node.tryGetContext('localOverrides');
  return localEndpoint === undefined || overrides === undefined ? {} : JSON.parse(String(overrides));
}
