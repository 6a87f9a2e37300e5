import * as z from 'zod';
import type { Answered, Asked } from './ask.ts';

/** What the JWT authorizer found in a token; without them nobody is signed in. */
export type Claims = Readonly<Record<string, string>>;

const resultSchema = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** A request as an HTTP API hands it to a function (payload format 2.0): with its path decoded, and cut at a `?`. */
export function apiEvent({ method = 'GET', path, headers = {}, body }: Asked, claims?: Claims): unknown {
  const [encoded = '', rawQueryString = ''] = path.split(/\?(.*)/s);
  const rawPath = decodeURIComponent(encoded).split('?')[0] ?? '';
  return {
    version: '2.0',
    routeKey: 'ANY /api/{proxy+}',
    rawPath,
    rawQueryString,
    headers: { host: 'abc.execute-api.us-west-1.amazonaws.com', ...headers },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc',
      domainName: 'abc.execute-api.us-west-1.amazonaws.com',
      stage: '$default',
      requestId: 'r',
      time: '',
      timeEpoch: 0,
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims, scopes: ['openid'] } } }),
    },
    ...(body === undefined ? {} : { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== undefined,
  };
}

/** A function's answer as whoever asked gets it. */
export function fromApi(result: unknown): Answered {
  const { statusCode, headers, body, isBase64Encoded } = resultSchema.parse(result);
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const text = bytes.toString('utf8');
  return { status: statusCode, headers, bytes, text, json: () => JSON.parse(text) };
}
