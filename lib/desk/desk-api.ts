import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

/** How much is let through. */
export interface DeskApiProps {
  readonly deployment: Deployment;
}

/** What a page asks for at once when it opens. */
const BURST = 2;

/** Who asked for what and how it went: no header, no query, no token. */
const LINE = JSON.stringify({
  request: '$context.requestId',
  at: '$context.requestTime',
  who: '$context.authorizer.claims.username',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  ms: '$context.responseLatency',
  refused: '$context.authorizer.error',
  broke: '$context.integrationErrorMessage',
});

/**
 * The HTTP API of the desk. Each route wants an access token of the desk's own client, which the API verifies itself; the
 * function behind it is told what the token says. It is made first and filled later, because the pages' address is known only
 * when the API is there, and the client needs that address.
 */
export class DeskApi extends Construct {
  /** Where the distribution reaches it. */
  readonly host: string;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string, { deployment }: DeskApiProps) {
    super(scope, id);
    const { desk, retention } = deployment.config.aws;
    this.#api = new HttpApi(this, 'Api', {
      description: 'Evencast: the review desk',
      createDefaultStage: false,
    });
    const { region, urlSuffix } = Stack.of(this);
    this.host = `${this.#api.apiId}.execute-api.${region}.${urlSuffix}`;
    const log = new LogGroup(this, 'Log', {
      retention: retention.logDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.#api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: desk.requestsPerSecond, burstLimit: desk.requestsPerSecond * BURST },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: AccessLogFormat.custom(LINE) },
    });
  }

  /** Has a function answer everything below /api, for whoever has a token of this client. */
  serve(fn: IFunction, pool: IUserPool, client: IUserPoolClient): void {
    const issuer = `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${pool.userPoolId}`;
    this.#api.addRoutes({
      path: '/api/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('Desk', fn),
      authorizer: new HttpJwtAuthorizer('Signed', issuer, { jwtAudience: [client.userPoolClientId] }),
      // An identity token has no scope: only access tokens of the code flow pass.
      authorizationScopes: ['openid'],
    });
  }

  /** Answers of 500 and above. */
  metricBroken(period: Duration): Metric {
    return this.#api.metricServerError({ period, statistic: 'Sum' });
  }
}
