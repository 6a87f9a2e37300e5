/** Reads secrets; for `import()` when the first one is read. By way of this file a bundler leaves out what is not named here. */
export { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
