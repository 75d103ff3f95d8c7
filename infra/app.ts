import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { BatonStack } from './baton-stack.ts';
import { environmentNamed, stackNameOf } from './environments.ts';

const app = new App();
const environment = environmentNamed(String(app.node.tryGetContext('env') ?? 'local'));
const localEndpoint: unknown = app.node.tryGetContext('localEndpoint');
new BatonStack(app, stackNameOf(environment), {
  environment,
  env: environment.place,
  localEndpoint: localEndpoint === undefined ? undefined : String(localEndpoint),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
