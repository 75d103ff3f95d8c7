import { CfnOutput, Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Routes } from '../../shared/runtime/http/route.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { removalPolicyOf } from '../constructs/removal-policy.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';

/** Options of {@link Api.serve}. */
export interface ServeOptions {
  /** Required for public routes: the reason they need no authorizer. */
  readonly publicBecause?: string;
}

/** Options of {@link Api}. */
export interface ApiProps {
  readonly deployment: Deployment;
  /** Identifies the caller from the `authorization` header. */
  readonly authorizer: ServiceFunction;
}

/** The HTTP API: public routes for hooks and answer links, authenticated routes under /v1. */
export class Api extends Construct {
  readonly http: HttpApi;
  /** Base URL without a trailing slash. */
  readonly url: string;
  readonly #authorizer: HttpLambdaAuthorizer;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', { createDefaultStage: false });
    const { localEndpoint } = props.deployment;
    // The hostnames that the local cloud assigns do not resolve on every machine; this form needs no hostname.
    const customDomain = props.deployment.environment.domain;
    const awsUrl = localEndpoint
      ? `${localEndpoint}/_aws/execute-api/${this.http.apiId}/${STAGE}`
      : this.http.apiEndpoint;
    this.url = customDomain ? `https://${customDomain.name}` : awsUrl;
    this.#authorizer = new HttpLambdaAuthorizer('Callers', props.authorizer.live, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // Without an identity source, requests that carry no key reach our authorizer and get our answer, not the
      // gateway's.
      identitySource: [],
      // A revoked key must stop working at once.
      resultsCacheTtl: Duration.seconds(0),
    });
    const stage = this.#addStage(props.deployment);
    if (customDomain) this.#serveOnDomain(customDomain, stage);
    new BatonAlarm(this, 'ServerErrors', {
      deployment: props.deployment,
      metric: this.http.metricServerError({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
      periods: 2,
      errorImpact: 'Senders of leads, reps and managers get errors. Senders retry; people see the error.',
      runbookSection: 'api-errors',
    });
  }

  /**
   * Sends the calls of these routes to a function: their paths with every method, so that the function itself can
   * answer 405. The function receives the caller's identity unless the path is public.
   */
  serve(handler: ServiceFunction, routes: Routes, { publicBecause }: ServeOptions = {}): void {
    const integration = integrationOf(handler);
    const served = Object.values(routes);
    for (const path of new Set(served.map((route) => route.path))) {
      const open = served.some((route) => route.path === path && route.roles === 'public');
      if (open) this.#servePublic(path, integration, publicBecause);
      else this.http.addRoutes({ path, methods: [HttpMethod.ANY], integration, authorizer: this.#authorizer });
    }
  }

  /** Routes everything under a path to a function that does its own routing. */
  serveAllUnder(path: string, handler: ServiceFunction, openBecause: string): void {
    for (const each of [path, `${path}/{proxy+}`]) this.#servePublic(each, integrationOf(handler), openBecause);
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

  #servePublic(path: string, integration: HttpLambdaIntegration, reason: string | undefined): void {
    if (reason === undefined) throw new Error(`${path} is open to the public: say what protects it instead`);
    for (const added of this.http.addRoutes({ path, methods: [HttpMethod.ANY], integration }))
      acknowledge(added, { 'AwsSolutions-APIG4': reason });
  }

  #serveOnDomain({ name, certificateArn }: CustomDomain, stage: HttpStage): void {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const domainName = new DomainName(this, 'Domain', { domainName: name, certificate });
    new ApiMapping(this, 'Mapping', { api: this.http, domainName, stage });
    new CfnOutput(this, 'DomainTarget', { value: domainName.regionalDomainName }).overrideLogicalId('ApiDomainTarget');
  }

  #addStage({ environment }: Deployment): HttpStage {
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: environment.logRetentionDays,
      removalPolicy: removalPolicyOf(environment),
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: STAGE,
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: environment.throttle.requestsPerSecond, burstLimit: environment.throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: ACCESS_LOG_FORMAT },
    });
  }
}

const STAGE = '$default';

type CustomDomain = NonNullable<Deployment['environment']['domain']>;

function integrationOf(handler: ServiceFunction): HttpLambdaIntegration {
  handler.watchAnsweredFailures();
  // One permission for the whole API: one for each route would make up a tenth of the stack.
  return new HttpLambdaIntegration(`${handler.node.id}Integration`, handler.live, { scopePermissionToRoute: false });
}

/** No client address and no path: paths contain hook keys and answer links. */
const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    routeKey: '$context.routeKey',
    method: '$context.httpMethod',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    integrationStatus: '$context.integrationStatus',
    responseBytes: '$context.responseLength',
  }),
);
