import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { deploymentOf } from '../../lib/deployment.ts';
import { EVERYTHING, flat, pipelineTemplate, type Resource } from './support/pipeline-template.ts';

const template = pipelineTemplate(EVERYTHING);
const only = (type: string): Resource['Properties'] => {
  const found = template.ofType(type);
  expect(found, type).toHaveLength(1);
  return found[0]?.[1].Properties ?? {};
};

describe('the deployed desk', () => {
  test('is not there unless it is asked for', () => {
    const plain = pipelineTemplate();
    for (const type of ['AWS::CloudFront::Distribution', 'AWS::Cognito::UserPool', 'AWS::ApiGatewayV2::Api'])
      expect(plain.ofType(type)).toEqual([]);
    expect(JSON.stringify(plain.raw)).not.toContain('EVENCAST_DESK_ADDRESS');
  });

  test('lets nobody join by themselves, and has a group for each role', () => {
    expect(only('AWS::Cognito::UserPool')).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
    const groups = template.ofType('AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties['GroupName']);
    expect(groups.sort()).toEqual(['approver', 'reviewer', 'viewer']);
    const strict = pipelineTemplate({ aws: { desk: { enabled: true, mfa: 'required' } } });
    expect(strict.ofType('AWS::Cognito::UserPool')[0]?.[1].Properties['MfaConfiguration']).toBe('ON');
  });

  test('people sign in by the code flow and come back to the desk and nowhere else; there is no secret', () => {
    const client = only('AWS::Cognito::UserPoolClient');
    expect(client).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      GenerateSecret: false,
      AccessTokenValidity: 60,
    });
    for (const urls of [client['CallbackURLs'], client['LogoutURLs']])
      expect(z.array(z.unknown()).parse(urls).map(flat)).toEqual([
        expect.stringMatching(/^https:\/\/<PipelineDeskPagesFront\w+\.DomainName>\/$/),
      ]);
  });

  test('each route wants an access token of this very client', () => {
    const route = only('AWS::ApiGatewayV2::Route');
    expect(route).toMatchObject({
      RouteKey: 'ANY /api/{proxy+}',
      AuthorizationType: 'JWT',
      AuthorizationScopes: ['openid'],
    });
    const jwt = z
      .object({ Audience: z.array(z.unknown()), Issuer: z.unknown() })
      .parse(only('AWS::ApiGatewayV2::Authorizer')['JwtConfiguration']);
    expect(jwt.Audience.map(flat)).toEqual([expect.stringMatching(/^<PipelineDeskUsersPages/)]);
    expect(flat(jwt.Issuer)).toMatch(/^https:\/\/cognito-idp\.<AWS::Region>\.amazonaws\.com\/<PipelineDeskUsersPool/);
    expect(only('AWS::ApiGatewayV2::Stage')).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
  });

  test('the pages come out of a private bucket, and no answer of the API is kept or changed on the way', () => {
    const config = z
      .looseObject({
        DefaultCacheBehavior: z.looseObject({ FunctionAssociations: z.array(z.unknown()) }),
        CacheBehaviors: z.array(z.looseObject({})),
        Origins: z.array(z.looseObject({})),
        CustomErrorResponses: z.unknown().optional(),
      })
      .parse(only('AWS::CloudFront::Distribution')['DistributionConfig']);
    expect(config.CustomErrorResponses).toBeUndefined();
    expect(config.DefaultCacheBehavior.FunctionAssociations).toHaveLength(1);
    expect(config.CacheBehaviors).toMatchObject([
      {
        PathPattern: '/api/*',
        ViewerProtocolPolicy: 'https-only',
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      },
    ]);
    expect(config.CacheBehaviors[0]).not.toHaveProperty('FunctionAssociations');
    expect(config.Origins.filter((origin) => 'OriginAccessControlId' in origin)).toHaveLength(1);
    expect(only('AWS::CloudFront::OriginAccessControl')).toBeDefined();
  });

  test('the pages may load pictures of this bucket and sign people in, and nothing else from elsewhere', () => {
    const { ResponseHeadersPolicyConfig: policy } = only('AWS::CloudFront::ResponseHeadersPolicy');
    const { SecurityHeadersConfig: security } = z
      .looseObject({
        SecurityHeadersConfig: z.looseObject({
          ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.unknown(), Override: z.literal(true) }),
        }),
      })
      .parse(policy);
    const csp = flat(security.ContentSecurityPolicy.ContentSecurityPolicy);
    expect(csp).toMatch(/img-src 'self' blob: https:\/\/<PipelineDatasetBucket\w+\.RegionalDomainName>;/);
    expect(csp).toMatch(
      /connect-src 'self' https:\/\/evencast-<AWS::AccountId>-[0-9a-f]{8}\.auth\.<AWS::Region>\.amazoncognito\.com;/,
    );
    expect(csp).not.toMatch(/unsafe|\*/);
  });

  test('a bucket with dots in its name is reached by path', () => {
    const dotted = pipelineTemplate({ aws: { bucket: 'my.own.bucket', desk: { enabled: true } } });
    expect(JSON.stringify(dotted.raw)).toMatch(/img-src 'self' blob: https:\/\/s3\./);
  });

  test.each([
    ['/', '/index.html'],
    ['/runs/desk-1', '/index.html'],
    ['/actors/Zo%C3%AB', '/index.html'],
    ['/assets/index-abc.js', '/assets/index-abc.js'],
    ['/desk.json', '/desk.json'],
  ])('an address within the desk leads to its first page, a file to itself: %s', (uri, to) => {
    const { FunctionCode } = only('AWS::CloudFront::Function');
    const request = runInNewContext(`${FunctionCode}; handler(event)`, { event: { request: { uri } } });
    expect(request).toEqual({ uri: to });
  });

  test('what Cognito would refuse as an address is refused before', () => {
    for (const signInPrefix of ['Big', 'my-aws-desk', '-x', 'a_b'])
      expect(() => deploymentOf({ aws: { desk: { signInPrefix } } })).toThrow(/aws\.desk\.signInPrefix/);
    expect(() => deploymentOf({ aws: { desk: { signInPrefix: 'cast-desk-7' } } })).not.toThrow();
  });
});
