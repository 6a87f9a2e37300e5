import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for `@aws-sdk/credential-provider-node` in the functions' bundles: a Lambda function's role comes in its
 * environment and nowhere else, so profiles, SSO and the rest of the chain (95 KB) stay out.
 */
export const defaultProvider = () => fromEnv();
