import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { BatonAlarm } from './baton-alarm.ts';
import type { Deployment } from './deployment.ts';
import type { ServiceFunction } from './service-function.ts';

/** A route of the API: `GET /v1/leads/{id}`; method `ANY` takes them all. */
export type RouteKey = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'ANY'} /${string}`;

/** Options of {@link Api}. */
export interface ApiProps {
  readonly deployment: Deployment;
  /** Tells who calls, by the `authorization` header. */
  readonly authorizer: ServiceFunction;
}

/** The HTTP API: open routes for hooks and answer links, routes for known callers under /v1. */
export class Api extends Construct {
  readonly http: HttpApi;
  /** Where callers reach it, without a slash at its end. */
  readonly url: string;
  readonly #authorizer: HttpLambdaAuthorizer;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', { createDefaultStage: false });
    const { localEndpoint } = props.deployment;
    // The names that the local cloud gives its APIs do not resolve on every machine; this form needs no name.
    this.url = localEndpoint ? `${localEndpoint}/_aws/execute-api/${this.http.apiId}/${STAGE}` : this.http.apiEndpoint;
    this.#authorizer = new HttpLambdaAuthorizer('Callers', props.authorizer, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      identitySource: ['$request.header.Authorization'],
      // A revoked key must stop at once, and a decision kept for one route would be applied to the next.
      resultsCacheTtl: Duration.seconds(0),
    });
    this.#addStage(props.deployment);
    new BatonAlarm(this, 'ServerErrors', {
      deployment: props.deployment,
      metric: this.http.metricServerError({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
      periods: 2,
      errorImpact: 'Senders of leads, reps and managers get errors; senders repeat, people see them.',
      runbookSection: 'api-errors',
    });
  }

  /** Routes only a known caller may use. */
  addRoutes(handler: ServiceFunction, ...routes: readonly RouteKey[]): void {
    const integration = new HttpLambdaIntegration(`${handler.node.id}Integration`, handler);
    for (const route of routes) {
      const { method, path } = parse(route);
      this.http.addRoutes({ path, methods: [method], integration, authorizer: this.#authorizer });
    }
  }

  /** Routes open to the world, each for the reason given: what protects it instead. */
  addOpenRoutes(handler: ServiceFunction, reason: string, ...routes: readonly RouteKey[]): void {
    const integration = new HttpLambdaIntegration(`${handler.node.id}Integration`, handler);
    for (const route of routes) {
      const { method, path } = parse(route);
      for (const added of this.http.addRoutes({ path, methods: [method], integration }))
        acknowledge(added, { 'AwsSolutions-APIG4': reason });
    }
  }

  #addStage({ environment }: Deployment): void {
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: environment.logRetentionDays,
      removalPolicy: environment.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
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

/** No address of the caller and no path: hook keys and answer links stand in paths. */
const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    routeKey: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    integrationStatus: '$context.integrationStatus',
    responseBytes: '$context.responseLength',
  }),
);

function parse(route: RouteKey): { method: HttpMethod; path: string } {
  const [method = 'ANY', path = '/'] = route.split(' ');
  return { method: HttpMethod[method as keyof typeof HttpMethod], path };
}
