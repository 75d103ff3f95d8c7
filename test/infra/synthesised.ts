import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkSettings from '../../cdk.json' with { type: 'json' };
import { BatonStack, type BatonStackProps } from '../../infra/baton-stack.ts';
import type { Environment, EnvironmentName } from '../../infra/environment.ts';
import { ENVIRONMENTS, stackNameOf } from '../../infra/environments.ts';

/** One resource of a template. */
interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly UpdatePolicy?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The stack of one environment, synthesised without bundling the functions' code. */
export interface SynthesisedStack {
  readonly stack: BatonStack;
  readonly template: Template;
  /** Resources of a type, by logical id. */
  resources(type: string): Readonly<Record<string, Resource>>;
}

const cache = new Map<EnvironmentName, SynthesisedStack>();

/** Synthesises an environment's stack, once per test process. */
export function synthesise(name: EnvironmentName): SynthesisedStack {
  const known = cache.get(name);
  if (known) return known;
  const fresh = synthesiseEnvironment(ENVIRONMENTS[name]);
  cache.set(name, fresh);
  return fresh;
}

/** Synthesises the stack of a given environment, which a test may define itself. */
export function synthesiseEnvironment(
  environment: Environment,
  options: Pick<BatonStackProps, 'atOnce'> = {},
): SynthesisedStack {
  const app = new App({ context: { ...cdkSettings.context, 'aws:cdk:bundling-stacks': [] } });
  const stack = new BatonStack(app, stackNameOf(environment), { environment, ...options });
  const template = Template.fromStack(stack);
  const resources = (type: string) =>
    Object.fromEntries(
      Object.entries(template.findResources(type)).map(([id, found]) => [id, { Properties: {}, ...found } as Resource]),
    );
  return { stack, template, resources };
}

/** Returns the logical id that a `Ref` or `Fn::GetAtt` points at; undefined for anything else. */
export function logicalIdOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('Ref' in value) return String(value.Ref);
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) return String(value['Fn::GetAtt'][0]);
  return undefined;
}

/** Returns every value under a key of this name, at any depth. */
export function findValues(key: string, inside: unknown): readonly unknown[] {
  if (typeof inside !== 'object' || inside === null) return [];
  return Object.entries(inside).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...findValues(key, value),
  ]);
}
