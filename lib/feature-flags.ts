import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };

/**
 * What the CDK recommends for new apps, whatever version is installed; cdk.json holds the same, and a test compares them.
 * `new App()` does not read cdk.json, so tests and the embedded mode pass them themselves. One of them matters to what we
 * make: without `useDistributedMapResultWriterV2` the Map's ResultWriterV2 is dropped without a word.
 */
export const FEATURE_FLAGS: Readonly<Record<string, unknown>> = recommended;
