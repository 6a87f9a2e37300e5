import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { ENVIRONMENT } from '../../core/deployed-names.ts';
import { acknowledgePatterns } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import { type RecordPrefixes, recordPrefixes } from './record-prefixes.ts';

/** Only while the object is the one that was looked at; S3 wants s3:GetObject beside it. */
const IF_MATCH = { Null: { 's3:if-match': 'false' } };

/**
 * The bucket as the functions see it: every grant is one thing that a function does, gives exactly the rights for that, and
 * tells the function where the bucket is. Nothing here gives the right to destroy a version.
 */
export class DatasetStore {
  readonly bucket: IBucket;
  readonly prefixes: RecordPrefixes;
  /** Pattern of the keys of all images. */
  readonly images: string;
  readonly #prefix: string;

  constructor(bucket: IBucket, { layout, prefix }: Deployment) {
    this.bucket = bucket;
    this.prefixes = recordPrefixes(layout, prefix);
    this.images = `${prefix}${layout.image('*', '*')}`;
    this.#prefix = prefix;
  }

  /** Reads what runs write down. */
  grantReadRuns(fn: LambdaFunction): void {
    this.#allow(fn, ['s3:GetObject'], `${this.prefixes.runs}*`);
    this.#allowToList(fn, this.prefixes.runs);
  }

  /** Reads and writes what runs write down. */
  grantKeepRecords(fn: LambdaFunction): void {
    this.grantReadRuns(fn);
    this.#allow(fn, ['s3:PutObject'], `${this.prefixes.runs}*`);
  }

  /** Writes what people decide about runs, why they take one back and which run plans it again; nothing else of a run. */
  grantKeepDecisions(fn: LambdaFunction): void {
    this.#allow(fn, ['s3:PutObject'], `${this.prefixes.runs}*/decisions/*`);
    this.#allow(fn, ['s3:PutObject'], `${this.prefixes.runs}*/rollbacks.json`);
    this.#allow(fn, ['s3:PutObject'], `${this.prefixes.runs}*/replans.json`);
  }

  /** Lists and reads the images that runs retired. */
  grantReadRetired(fn: LambdaFunction): void {
    this.#allow(fn, ['s3:GetObject'], `${this.prefixes.retired}*`);
    this.#allowToList(fn, this.prefixes.retired);
  }

  /** Learns the names of actors and images; opens none. */
  grantNameImages(fn: LambdaFunction): void {
    this.#allowToList(fn, this.prefixes.actors);
  }

  /** Lists and reads the images of the sets. */
  grantReadImages(fn: LambdaFunction): void {
    this.#allow(fn, ['s3:GetObject'], this.images);
    this.#allowToList(fn, this.prefixes.actors);
  }

  /** Lets new images join. */
  grantAddImages(fn: LambdaFunction): void {
    this.grantReadImages(fn);
    this.#allow(fn, ['s3:PutObject'], this.images);
  }

  /**
   * Moves images out of the sets, to where they can be put back from: a copy, then a delete under the condition that the
   * image is still the one that was copied. Tags move with it. A copy is taken back when the original could not be removed.
   */
  grantRetire(fn: LambdaFunction): void {
    this.grantReadImages(fn);
    this.#allow(fn, ['s3:GetObjectTagging'], this.images);
    this.#allow(fn, ['s3:DeleteObject'], this.images, IF_MATCH);
    this.#allow(fn, ['s3:GetObject', 's3:PutObject', 's3:PutObjectTagging'], `${this.prefixes.retired}*`);
    this.#allow(fn, ['s3:DeleteObject'], `${this.prefixes.retired}*`, IF_MATCH);
    this.#allowToList(fn, this.prefixes.retired);
  }

  /** Moves images both ways: what was retired back, what was made out, as retiring does. */
  grantPutBack(fn: LambdaFunction): void {
    this.grantRetire(fn);
    this.#allow(fn, ['s3:PutObject', 's3:PutObjectTagging'], this.images);
    this.#allow(fn, ['s3:GetObjectTagging'], `${this.prefixes.retired}*`);
  }

  /** Reads the manifests. */
  grantReadManifests(fn: LambdaFunction): void {
    this.#allow(fn, ['s3:GetObject'], `${this.prefixes.manifests}*`);
    this.#allowToList(fn, this.prefixes.manifests);
  }

  /** Reads and writes the manifests, the leases in them included. */
  grantKeepManifests(fn: LambdaFunction): void {
    this.grantReadManifests(fn);
    this.#allow(fn, ['s3:PutObject'], `${this.prefixes.manifests}*`);
  }

  /** Recalls what a judge said of an image. */
  grantRecallVerdicts(fn: LambdaFunction): void {
    this.#allow(fn, ['s3:GetObject'], `${this.prefixes.verdicts}*`);
    this.#allowToList(fn, this.prefixes.verdicts);
  }

  /** Recalls and remembers what a judge says of an image. */
  grantRememberVerdicts(fn: LambdaFunction): void {
    this.grantRecallVerdicts(fn);
    this.#allow(fn, ['s3:PutObject'], `${this.prefixes.verdicts}*`);
  }

  /** Marks that an actor got an upload. */
  grantMarkUploads(fn: LambdaFunction): void {
    this.#allow(fn, ['s3:GetObject', 's3:PutObject'], `${this.prefixes.uploads}*`);
    this.#allowToList(fn, this.prefixes.uploads);
  }

  /** Reads the marks of uploads, notes which runs they started, and clears those that have got no other upload since. */
  grantClearUploads(fn: LambdaFunction): void {
    this.grantMarkUploads(fn);
    this.#allow(fn, ['s3:DeleteObject'], `${this.prefixes.uploads}*`, IF_MATCH);
  }

  /** Marks that a run waits for a decision. */
  grantMarkWaiting(fn: LambdaFunction): void {
    this.#allow(fn, ['s3:PutObject'], `${this.prefixes.waiting}*`);
  }

  /** Lists the runs that wait for a decision, and clears the marks of those that do no longer. */
  grantClearWaiting(fn: LambdaFunction): void {
    this.#allow(fn, ['s3:DeleteObject'], `${this.prefixes.waiting}*`);
    this.#allowToList(fn, this.prefixes.waiting);
  }

  /** What the state machine itself does: reads the Maps' items and writes about their children. */
  mapStatements(): readonly PolicyStatement[] {
    const { runs, mapRuns } = this.prefixes;
    const write = ['s3:GetObject', 's3:PutObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'];
    const statements = [this.#statement(['s3:GetObject'], `${runs}*.json`), this.#statement(write, `${mapRuns}*`)];
    const { encryptionKey } = this.bucket;
    return encryptionKey === undefined ? statements : [...statements, useKey(encryptionKey)];
  }

  /** Lets somebody read reports and records, for the commands that show runs. */
  grantReadRecords({ grantPrincipal }: IGrantable): void {
    grantPrincipal.addToPrincipalPolicy(this.#statement(['s3:GetObject'], `${this.prefixes.runs}*`));
    grantPrincipal.addToPrincipalPolicy(this.#listStatement(this.prefixes.runs));
    const { encryptionKey } = this.bucket;
    if (encryptionKey !== undefined) grantPrincipal.addToPrincipalPolicy(useKey(encryptionKey));
  }

  #allow(fn: LambdaFunction, actions: string[], keys: string, conditions: Record<string, unknown> = {}): void {
    this.#tellWhere(fn);
    const statement = this.#statement(actions, keys, conditions);
    fn.addToRolePolicy(statement);
    acknowledgePatterns(
      fn.role ?? fn,
      statement.resources,
      'Objects get their names when they are made; the right ends at the prefix.',
    );
    const { encryptionKey } = this.bucket;
    if (encryptionKey !== undefined) fn.addToRolePolicy(useKey(encryptionKey));
  }

  #allowToList(fn: LambdaFunction, prefix: string): void {
    this.#tellWhere(fn);
    fn.addToRolePolicy(this.#listStatement(prefix));
  }

  #tellWhere(fn: LambdaFunction): void {
    fn.addEnvironment(ENVIRONMENT.bucket, this.bucket.bucketName);
    fn.addEnvironment(ENVIRONMENT.prefix, this.#prefix);
  }

  #statement(actions: string[], keys: string, conditions: Record<string, unknown> = {}): PolicyStatement {
    return new PolicyStatement({ actions, resources: [this.bucket.arnForObjects(keys)], conditions });
  }

  /**
   * Listing below a prefix. `IfExists`, because reading an object that is not there asks for this right as well, without any
   * prefix: S3 would say 403 instead of 404, and "no manifest yet" would look like "not allowed".
   */
  #listStatement(prefix: string): PolicyStatement {
    return new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [this.bucket.bucketArn],
      conditions: { StringLikeIfExists: { 's3:prefix': [`${prefix}*`] } },
    });
  }
}

/** What objects under a key of one's own take. */
function useKey({ keyArn }: IKey): PolicyStatement {
  return new PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn] });
}
