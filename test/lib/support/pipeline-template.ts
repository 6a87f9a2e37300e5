import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { ConfigInput } from '../../../core/config/config.ts';
import { EvencastStack } from '../../../lib/evencast-stack.ts';
import { FEATURE_FLAGS } from '../../../lib/feature-flags.ts';

/** A resource of a template. */
export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is JSON of any shape, and each test says what it expects.
  readonly Properties: any;
  readonly DeletionPolicy?: string;
}
