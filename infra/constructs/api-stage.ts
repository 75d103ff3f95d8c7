import { Lazy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnRoute,
  type CfnStage,
  type HttpApi,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import type { ThrottleName } from '../environment.ts';
import type { Deployment } from './deployment.ts';
import { createLogGroup } from './log-group.ts';

/** The name of the stage that needs no part in the path. */
export const STAGE_NAME = '$default';

/** Options of {@link ApiStage}. */
export interface ApiStageProps {
  readonly deployment: Deployment;
  readonly http: HttpApi;
}

/** The only stage of the API: its access log, and limits for each kind of caller, so that none starves the others. */
export class ApiStage extends Construct {
  readonly stage: HttpStage;
  readonly #deployment: Deployment;
  readonly #routeSettings: Record<string, unknown> = {};

  constructor(scope: Construct, id: string, { deployment, http }: ApiStageProps) {
    super(scope, id);
    const { environment } = deployment;
    this.#deployment = deployment;
    const { requestsPerSecond, burst } = environment.throttle.api;
    const accessLog = createLogGroup(this, 'AccessLog', deployment);
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: http,
      stageName: STAGE_NAME,
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: burst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: ACCESS_LOG_FORMAT },
    });
    this.#resource.routeSettings = Lazy.any({ produce: () => this.#routeSettings });
  }

  /** Gives a route limits of its own. */
  limit(route: HttpRoute, name: ThrottleName): void {
    const { requestsPerSecond, burst } = this.#deployment.environment.throttle[name];
    const resource = route.node.defaultChild as CfnRoute;
    this.#routeSettings[resource.routeKey] = { ThrottlingRateLimit: requestsPerSecond, ThrottlingBurstLimit: burst };
    // A stage with settings for a route that does not exist yet is refused.
    this.#resource.addResourceDependency(resource);
  }

  get #resource(): CfnStage {
    return this.stage.node.defaultChild as CfnStage;
  }
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
