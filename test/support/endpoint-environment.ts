/** Has every client of the AWS SDK ask the endpoint. A real account's keys must not be what a test signs with, even to 127.0.0.1. */
export function askEndpoint(endpoint: { readonly url: string } | undefined, region: string): void {
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: '',
    AWS_REGION: region,
    AWS_ENDPOINT_URL: endpoint?.url ?? 'http://127.0.0.1:1',
  });
}
