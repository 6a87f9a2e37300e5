/**
 * The feature flags of cdk.json that change what our constructs make. `new App()` does not read cdk.json, so tests and
 * the embedded mode pass them themselves; a test compares the two.
 */
export const FEATURE_FLAGS: Readonly<Record<string, boolean>> = {
  // Without it the Map's ResultWriterV2 is dropped without a word.
  '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2': true,
};
