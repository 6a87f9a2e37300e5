import * as z from 'zod';
import { runRequestSchema } from '../request.ts';

const scheduleSchema = z.strictObject({
  expression: z
    .string()
    .regex(/^(rate|cron|at)\(.+\)$/, { error: 'is no schedule; write rate(1 day) or cron(0 3 * * ? *)' })
    .describe('rate(1 day) or cron(0 3 * * ? *), as EventBridge Scheduler has it.'),
  timeZone: z.string().min(1).default('UTC').describe('IANA name, for cron.'),
  input: runRequestSchema.prefault({}).describe('What the run is asked for; a dry-run over all actors by itself.'),
});

const uploadsSchema = z.strictObject({
  enabled: z.boolean().default(false).describe('Whether uploads start runs.'),
  quietMinutes: z.int().min(1).max(1440).default(10).describe('An actor is looked at when nothing came for so long.'),
  dailyRuns: z
    .int()
    .min(1)
    .max(1440)
    .default(24)
    .describe('More runs a day than this are a loop: they stop, with an alarm.'),
  input: runRequestSchema.prefault({}).describe('What such a run is asked for; its actors are filled in.'),
});

const deskSchema = z.strictObject({
  enabled: z.boolean().default(false).describe('Whether the review desk is deployed, with a user pool of its own.'),
  signInPrefix: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'takes 1 to 63 small letters, digits and dashes')
    .refine((text) => !/aws|amazon|cognito/.test(text), 'must not contain aws, amazon or cognito: Cognito keeps these')
    .optional()
    .describe('First part of the address where people sign in; made from account and stack when left out.'),
  mfa: z
    .enum(['optional', 'required'])
    .default('optional')
    .describe('Whether everybody must sign in with an authenticator app as well.'),
  requestsPerSecond: z.int().min(1).max(1000).default(50).describe('More at a time are refused for a moment.'),
});

const retentionSchema = z.strictObject({
  retiredDays: z.int().min(1).max(3650).default(365).describe('Retired images can be put back for so long.'),
  runDays: z.int().min(1).max(3650).default(365).describe('Records of runs.'),
  logDays: z
    .union(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653].map(
        (days) => z.literal(days),
      ),
    )
    .default(90)
    .describe('Logs; CloudWatch takes certain numbers only.'),
});

/** The part of the configuration that a deployment is made from; the embedded mode reads none of it. */
export const awsConfigSchema = z.strictObject({
  bucket: z.string().min(3).max(63).optional().describe('An existing bucket; a new one is made when left out.'),
  prefix: z.string().default('').describe('Folder of the bucket that everything lies in.'),
  architecture: z.enum(['arm64', 'x86_64']).default('arm64').describe('x86_64 for a local endpoint on such a machine.'),
  schedule: scheduleSchema.optional(),
  uploads: uploadsSchema.prefault({}),
  approvers: z.array(z.email()).max(100).default([]).describe('Who is told by e-mail when a decision is wanted.'),
  alarms: z.array(z.email()).max(100).default([]).describe('Who is told by e-mail when something is wrong.'),
  quietHours: z
    .int()
    .min(1)
    .max(168, 'is at most 168: CloudWatch looks back no further than seven days')
    .optional()
    .describe('Alarm when no run succeeded for so many hours; off when left out.'),
  budgetUsdPerMonth: z.number().min(0).default(100).describe('Alarm when judging and making cost more in 30 days.'),
  desk: deskSchema.prefault({}),
  retention: retentionSchema.prefault({}),
});

/** See {@link awsConfigSchema}. */
export type AwsConfig = z.infer<typeof awsConfigSchema>;
