import { CfnOutput, Duration } from 'aws-cdk-lib';
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type HttpStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { Routes } from '../../shared/runtime/http/route.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { ApiStage, STAGE_NAME } from '../constructs/api-stage.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import type { Deployment } from '../constructs/deployment.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import type { ThrottleName } from '../environment.ts';

/** Options of {@link Api.serve}. */
export interface ServeOptions {
  /** Required for public and signed routes: the reason they need no authorizer. */
  readonly publicBecause?: string;
  /** The limits that these routes have for themselves; by default those of the API, which all other routes share. */
  readonly throttle?: ThrottleName;
}

/** Options of {@link Api}. */
export interface ApiProps {
  readonly deployment: Deployment;
  /** Identifies the caller from the `authorization` header. */
  readonly authorizer: ServiceFunction;
}

/** The HTTP API: public routes for hooks and answer links, authenticated and signed routes under /v1. */
export class Api extends Construct {
  readonly http: HttpApi;
  /** Base URL without a trailing slash. */
  readonly url: string;
  readonly #authorizer: HttpLambdaAuthorizer;
  readonly #stage: ApiStage;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { domain } = props.deployment.environment;
    this.http = new HttpApi(this, 'Http', {
      createDefaultStage: false,
      disableExecuteApiEndpoint: domain !== undefined && !domain.keepDefaultEndpoint,
    });
    this.url = domain ? `https://${domain.name}` : this.#defaultUrl(props.deployment);
    this.#authorizer = new HttpLambdaAuthorizer('Callers', props.authorizer.live, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // Without an identity source, requests that carry no key reach our authorizer and get our answer, not the
      // gateway's.
      identitySource: [],
      // A revoked key must stop working at once.
      resultsCacheTtl: Duration.seconds(0),
    });
    this.#stage = new ApiStage(this, 'Served', { deployment: props.deployment, http: this.http });
    if (domain) this.#serveOnDomain(domain, this.#stage.stage);
    new BatonAlarm(this, 'ServerErrors', {
      deployment: props.deployment,
      metric: this.http.metricServerError({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
      periods: 2,
      errorImpact: 'Senders of leads, reps and managers get errors. Senders retry; people see the error.',
      runbookSection: 'api-errors',
    });
    new BatonAlarm(this, 'Latency', {
      deployment: props.deployment,
      metric: this.http.metricLatency({ period: Duration.minutes(5), statistic: 'p95' }),
      threshold: Duration.seconds(5).toMilliseconds(),
      periods: 3,
      errorImpact: 'One call in twenty takes five seconds or more: senders may give up, and people wait.',
      runbookSection: 'api-latency',
    });
  }

  /**
   * Sends the calls of these routes to a function: their paths with every method, so that the function itself can
   * answer 405. The function receives the caller's identity unless the path is public.
   */
  serve(handler: ServiceFunction, routes: Routes, { publicBecause, throttle }: ServeOptions = {}): void {
    const integration = integrationOf(handler);
    const served = Object.values(routes);
    for (const path of new Set(served.map((route) => route.path))) {
      const open = served.some((route) => route.path === path && !Array.isArray(route.roles));
      const added = open
        ? this.#servePublic(path, integration, publicBecause)
        : this.http.addRoutes({ path, methods: [HttpMethod.ANY], integration, authorizer: this.#authorizer });
      if (throttle) for (const route of added) this.#stage.limit(route, throttle);
    }
  }

  /** Routes everything under a path to a function that does its own routing, with limits of its own. */
  serveAllUnder(
    path: string,
    handler: ServiceFunction,
    options: Required<Pick<ServeOptions, 'publicBecause' | 'throttle'>>,
  ): void {
    for (const each of [path, `${path}/{proxy+}`]) this.serveOpen(each, handler, options);
  }

  /** Routes one path to a function that checks by itself who calls, with limits of its own. */
  serveOpen(
    path: string,
    handler: ServiceFunction,
    options: Required<Pick<ServeOptions, 'publicBecause' | 'throttle'>>,
  ): void {
    for (const route of this.#servePublic(path, integrationOf(handler), options.publicBecause))
      this.#stage.limit(route, options.throttle);
  }

  /** Routes all other paths to a function, so that even a 404 has our format. */
  serveDefault(handler: ServiceFunction): void {
    const rest = new HttpRoute(this, 'Rest', {
      httpApi: this.http,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrationOf(handler),
    });
    acknowledge(rest, { 'AwsSolutions-APIG4': 'It only answers that there is no such path.' });
  }

  #servePublic(path: string, integration: HttpLambdaIntegration, reason: string | undefined): HttpRoute[] {
    if (reason === undefined) throw new Error(`${path} is open to the public: say what protects it instead`);
    const added = this.http.addRoutes({ path, methods: [HttpMethod.ANY], integration });
    for (const route of added) acknowledge(route, { 'AwsSolutions-APIG4': reason });
    return added;
  }

  /** The hostnames that the local cloud assigns do not resolve on every machine; its form of a URL needs none. */
  #defaultUrl({ localEndpoint }: Deployment): string {
    if (localEndpoint === undefined) return this.http.apiEndpoint;
    return `${localEndpoint}/_aws/execute-api/${this.http.apiId}/${STAGE_NAME}`;
  }

  #serveOnDomain({ name, certificateArn }: CustomDomain, stage: HttpStage): void {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const domainName = new DomainName(this, 'Domain', { domainName: name, certificate });
    new ApiMapping(this, 'Mapping', { api: this.http, domainName, stage });
    new CfnOutput(this, 'DomainTarget', { value: domainName.regionalDomainName }).overrideLogicalId('ApiDomainTarget');
  }
}

type CustomDomain = NonNullable<Deployment['environment']['domain']>;

function integrationOf(handler: ServiceFunction): HttpLambdaIntegration {
  // One permission for the whole API: one for each route would make up a tenth of the stack.
  return new HttpLambdaIntegration(`${handler.node.id}Integration`, handler.live, { scopePermissionToRoute: false });
}
