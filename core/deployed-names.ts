/** The functions beside the tasks: each has a folder of this name in lambdas/. */
export const HELPERS = {
  /** Takes a person's decision and ends the wait for it. */
  decide: 'decide',
  /** Notes that an actor got an upload. */
  noteUpload: 'note-upload',
  /** Starts one run for all actors whose uploads have been quiet for long enough. */
  sweepUploads: 'sweep-uploads',
  /** The review desk, behind an HTTP API; only where the configuration asks for one. */
  desk: 'desk',
} as const;

/** Key of a helper in {@link HELPERS}. */
export type HelperKey = keyof typeof HELPERS;

/** The environment that a construct gives its functions. */
export const ENVIRONMENT = {
  bucket: 'EVENCAST_BUCKET',
  /** Everything lies below this folder of the bucket; empty for the bucket itself. */
  prefix: 'EVENCAST_PREFIX',
  /** Names of secrets; the keys themselves never stand in an environment. */
  openaiSecret: 'EVENCAST_OPENAI_SECRET',
  replicateSecret: 'EVENCAST_REPLICATE_SECRET',
  /** ARN of the topic that those who decide are subscribed to. */
  approvalTopic: 'EVENCAST_APPROVAL_TOPIC',
  /** ARN of the topic that those who keep it running are subscribed to. */
  alarmTopic: 'EVENCAST_ALARM_TOPIC',
  stateMachine: 'EVENCAST_STATE_MACHINE',
  /** What the stack is called, for the commands in messages. */
  stack: 'EVENCAST_STACK',
  /** `https://…`, where the review desk is reached; only where there is one. */
  deskAddress: 'EVENCAST_DESK_ADDRESS',
  decideFunction: 'EVENCAST_DECIDE_FUNCTION',
} as const;

/**
 * The configuration, a file in each function's own folder: Lambda's environment takes 4 KB in all, and a cast with many
 * groups needs more.
 */
export const CONFIG_FILE = 'config.json';

/** The outputs of the stack, by which the CLI finds what belongs to it. */
export const OUTPUTS = {
  bucket: 'BucketName',
  prefix: 'Prefix',
  stateMachine: 'StateMachineArn',
  decide: 'DecideFunctionName',
  approvalTopic: 'ApprovalTopicArn',
  openaiSecret: 'OpenaiSecretName',
  replicateSecret: 'ReplicateSecretName',
} as const;

/** The further outputs of a stack with a review desk. */
export const DESK_OUTPUTS = {
  address: 'DeskAddress',
  pages: 'DeskPages',
  users: 'DeskUserPoolId',
  client: 'DeskClientId',
  /** Where people sign in: `https://…`, without a path. */
  signIn: 'DeskSignInAddress',
} as const;
