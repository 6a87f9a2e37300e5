import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Bucket, type CfnBucket, type IBucket, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import { PRIVATE_BUCKET } from './private-bucket.ts';
import { recordPrefixes } from './record-prefixes.ts';

/** Which bucket it is. */
export interface DatasetBucketProps {
  readonly deployment: Deployment;
  /** One that is there already; else the one named by `aws.bucket`, else a new one. */
  readonly existing?: IBucket | undefined;
  /** What becomes of a new bucket when the stack is deleted. Kept unless told. */
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/** Overwritten or expired records stay for so long, as a second net. */
const NONCURRENT_DAYS = 30;
/** Marks of uploads are deleted as soon as a run was started; what is left is of no use. */
const MARK_DAYS = 7;

/**
 * The bucket of the images and of everything Evencast writes. A new one is private, TLS only, encrypted, versioned, tells
 * EventBridge of its objects and is kept when the stack goes. One that is there already is left as it is: it has to be
 * versioned and to tell EventBridge itself, and nothing in it expires (docs/operations.md).
 */
export class DatasetBucket extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, { deployment, existing, removalPolicy }: DatasetBucketProps) {
    super(scope, id);
    const named = deployment.config.aws.bucket;
    this.bucket =
      existing ??
      (named === undefined ? this.#make(deployment, removalPolicy) : Bucket.fromBucketName(this, 'Existing', named));
  }

  #make(deployment: Deployment, removalPolicy = RemovalPolicy.RETAIN): IBucket {
    const bucket = new Bucket(this, 'Bucket', {
      ...PRIVATE_BUCKET,
      lifecycleRules: lifecycle(deployment),
      removalPolicy,
    });
    // `eventBridgeEnabled` would bring a function with rights on every bucket; CloudFormation can do it alone.
    const resource = bucket.node.defaultChild as CfnBucket;
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    acknowledge(
      bucket,
      'AwsSolutions-S1',
      'Each change of a set is in the run’s journals and every version stays; who else reads or writes is for CloudTrail data events, which belong to the account. A bucket of access logs would grow for ever.',
    );
    return bucket;
  }
}

/** Runs and retired images expire. Nothing else does: no image of a set, no manifest, no verdict, nor a version of one. */
function lifecycle({ config, layout, prefix }: Deployment): LifecycleRule[] {
  const { retiredDays, runDays } = config.aws.retention;
  const { runs, mapRuns, retired, uploads, waiting } = recordPrefixes(layout, prefix);
  return [
    ...expire('retired', retired, retiredDays),
    ...expire('runs', runs, runDays),
    ...expire('map-runs', mapRuns, runDays),
    ...expire('uploads', uploads, MARK_DAYS),
    ...expire('waiting', waiting, runDays),
    { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(MARK_DAYS) },
  ];
}

/** The object goes, then its versions, then the mark of its deletion, which a rule of its own has to name. */
function expire(id: string, prefix: string, days: number): LifecycleRule[] {
  return [
    { id, prefix, expiration: Duration.days(days), noncurrentVersionExpiration: Duration.days(NONCURRENT_DAYS) },
    { id: `${id}-marks`, prefix, expiredObjectDeleteMarker: true },
  ];
}
