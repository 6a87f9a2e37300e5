import { describe, expect, test } from 'vitest';
import { TASKS } from '../../core/contract.ts';
import { HELPERS } from '../../core/deployed-names.ts';
import { EVERYTHING, pipelineTemplate } from './support/pipeline-template.ts';
import { type Right, rightsOfFunctions, rightsOfRole } from './support/rights.ts';

const template = pipelineTemplate(EVERYTHING);
const functions = rightsOfFunctions(template);
const logicalId = (type: string, name: RegExp) => template.ofType(type).find(([id]) => name.test(id))?.[0] ?? '';
const decide = logicalId('AWS::Lambda::Function', /Approvaldecide/);
const bucket = logicalId('AWS::S3::Bucket', /Dataset/);
const machine = logicalId('AWS::StepFunctions::StateMachine', /./);

/** Places in the bucket by what the tests call them. */
const PLACES: Readonly<Record<string, string>> = {
  'custom-actors/*/training_data/*': 'images',
  'balancing/runs/*': 'runs',
  'balancing/runs/*/decisions/*': 'decisions',
  'balancing/runs/*/rollbacks.json': 'reasons of rollbacks',
  'balancing/runs/*/replans.json': 'plans made again',
  'balancing/retired/*': 'retired',
  'balancing/actors/*': 'manifests',
  'balancing/verdicts/*': 'verdicts',
  'balancing/uploads/*': 'uploads',
  'balancing/waiting/*': 'waiting',
};

/** What every function may do: write its own log and its own trace. */
const COMMON = /^(logs:(CreateLogStream|PutLogEvents)|xray:(PutTraceSegments|PutTelemetryRecords))$/;

/** A right in a few words: `read images`, `list runs`, `secret Openai`. */
function words({ action, resource, condition }: Right): string {
  const key = resource.replace(`<${bucket}.Arn>/`, '');
  const place = PLACES[key] ?? resource;
  const verbs: Readonly<Record<string, string>> = {
    's3:GetObject': 'read',
    's3:PutObject': 'write',
    's3:DeleteObject': condition.includes('if-match') ? 'delete what was looked at in' : 'delete',
    's3:GetObjectTagging': 'read tags of',
    's3:PutObjectTagging': 'write tags of',
  };
  if (action === 's3:ListBucket') return `list ${/"s3:prefix":\["([^"]*)\*"\]/.exec(condition)?.[1]}`;
  if (action === 'secretsmanager:GetSecretValue') return `secret ${/Keys([A-Z][a-z]+)/.exec(resource)?.[1]}`;
  if (resource === `<${decide}.Arn>`) return `${action} of decide`;
  const about = /:states:.*:(execution|mapRun):<(\w+)\.Name>/.exec(resource);
  if (about?.[2] === machine) return `${action} of this machine’s ${about[1]}s`;
  if (resource === `<${machine}>`) return `${action} of this machine`;
  if (/^<.*ApprovalTopic.*>$/.test(resource)) return `${action} to the approval topic`;
  return `${verbs[action] ?? action} ${place}`;
}

const RUNS = ['read runs', 'write runs', 'list balancing/runs/'];
const SEE_IMAGES = ['read images', 'list custom-actors/'];
const READ_MANIFESTS = ['read manifests', 'list balancing/actors/'];
const MANIFESTS = [...READ_MANIFESTS, 'write manifests'];
const VERDICTS = ['read verdicts', 'list balancing/verdicts/'];
const MARKS = ['read uploads', 'write uploads', 'list balancing/uploads/'];
const RETIRE = [
  ...SEE_IMAGES,
  'read tags of images',
  'delete what was looked at in images',
  'read retired',
  'write retired',
  'write tags of retired',
  'delete what was looked at in retired',
  'list balancing/retired/',
];

/** Everything a function may do beside its log and trace; what is not here is not allowed. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  prepare: [...RUNS, 'list custom-actors/', 'secret Openai', 'secret Replicate'],
  composite: [...RUNS, ...SEE_IMAGES, ...VERDICTS],
  evaluate: [...RUNS, ...VERDICTS, 'write verdicts', ...READ_MANIFESTS, 'secret Openai'],
  plan: [...RUNS, ...READ_MANIFESTS],
  review: RUNS,
  'request-approval': [...RUNS, 'write waiting', 'sns:Publish to the approval topic'],
  'take-decision': RUNS,
  generate: [
    ...RUNS,
    ...SEE_IMAGES,
    'write images',
    ...VERDICTS,
    'write verdicts',
    ...MANIFESTS,
    'secret Openai',
    'secret Replicate',
  ],
  retire: [...RUNS, ...RETIRE, ...MANIFESTS],
  settle: [...RUNS, ...SEE_IMAGES, ...MANIFESTS],
  'roll-back': [...RUNS, ...RETIRE, 'write images', 'write tags of images', 'read tags of retired', ...MANIFESTS],
  'record-failure': RUNS,
  report: RUNS,
  decide: [...RUNS, 'states:SendTaskSuccess of this machine'],
  'note-upload': MARKS,
  'sweep-uploads': [
    ...MARKS,
    'delete what was looked at in uploads',
    'list custom-actors/',
    ...READ_MANIFESTS,
    'list balancing/waiting/',
    'delete waiting',
    'read runs',
    'list balancing/runs/',
    'states:StartExecution of this machine',
  ],
};

const DESK = [
  'read runs',
  'list balancing/runs/',
  'write decisions',
  'write reasons of rollbacks',
  'write plans made again',
  ...SEE_IMAGES,
  'read retired',
  'list balancing/retired/',
  ...MANIFESTS,
  'lambda:InvokeFunction of decide',
  'states:StartExecution of this machine',
  'states:ListExecutions of this machine',
  'states:DescribeExecution of this machine’s executions',
  'states:StopExecution of this machine’s executions',
  'states:ListMapRuns of this machine’s executions',
  'states:DescribeMapRun of this machine’s mapRuns',
];

const who = (can: (right: Right) => boolean) =>
  [...functions].filter(([, rights]) => rights.some(can)).map(([name]) => name);

describe('what a function may do', () => {
  test('every function of the contract is there', () => {
    const named = [...Object.values(TASKS), ...Object.values(HELPERS)];
    expect([...functions.keys()].sort()).toEqual(named.sort());
  });

  test('desk: it sees sets and records, writes what people say, and starts, stops and asks; it changes no image', () => {
    const rights = (functions.get('desk') ?? []).filter(({ action }) => !COMMON.test(action));
    expect([...new Set(rights.map(words))].sort()).toEqual([...DESK].sort());
  });

  test.each(Object.keys(ALLOWED))('%s: this and nothing else', (name) => {
    const rights = (functions.get(name) ?? []).filter(({ action }) => !COMMON.test(action));
    expect([...new Set(rights.map(words))].sort()).toEqual([...(ALLOWED[name] ?? [])].sort());
  });

  test('its own log, and no other', () => {
    for (const [name, rights] of functions) {
      const logs = rights.filter(({ action }) => action.startsWith('logs:')).map(({ resource }) => resource);
      expect(new Set(logs).size, name).toBe(1);
      expect(logs[0], name).toMatch(/^<.*Log[0-9A-F]{8}\.Arn>$/);
    }
    const all = [...functions.values()].flatMap((rights) => rights.filter(({ action }) => action.startsWith('logs:')));
    expect(new Set(all.map(({ resource }) => resource)).size).toBe(functions.size);
  });
});

describe('what nobody or only one may do', () => {
  const all = template
    .ofType('AWS::IAM::Role')
    .flatMap(([id]) => rightsOfRole(template, id).map((right) => ({ id, ...right })));

  test('no role may destroy a version, and none has an action with a wildcard', () => {
    expect(all.filter(({ action }) => action.includes('*') || action === 's3:DeleteObjectVersion')).toEqual([]);
  });

  test('whatever is about objects ends at a prefix; nothing is about the whole bucket but its listing below a prefix', () => {
    const s3 = all.filter(({ action }) => action.startsWith('s3:'));
    for (const { id, action, resource, condition } of s3) {
      if (action === 's3:ListBucket') expect(condition, id).toMatch(/"s3:prefix":\["[^"*]+\/\*"\]/);
      else expect(resource, `${id} ${action}`).toMatch(/Arn>\/(balancing\/[a-z-]+|custom-actors)\/\*/);
    }
  });

  test('only retire and the way back may take an image out of a set, and only one that they have looked at', () => {
    const deletes = ({ action, resource }: Right) => action === 's3:DeleteObject' && /training_data/.test(resource);
    expect(who(deletes)).toEqual(['retire', 'roll-back']);
    for (const right of [...functions.values()].flat().filter(deletes))
      expect(right.condition).toContain('s3:if-match');
  });

  test('only who makes images and the way back may put one into a set; who judges may not', () => {
    expect(who(({ action, resource }) => action === 's3:PutObject' && /training_data/.test(resource))).toEqual([
      'generate',
      'roll-back',
    ]);
  });

  test('only the decision function may end the wait of a run', () => {
    expect(who(({ action }) => action.startsWith('states:SendTask'))).toEqual(['decide']);
  });

  test('only the sweep and the desk may start runs, and only of this machine', () => {
    expect(who(({ action }) => action === 'states:StartExecution').sort()).toEqual(['desk', 'sweep-uploads']);
    const started = [...functions.values()].flat().filter(({ action }) => action === 'states:StartExecution');
    expect(new Set(started.map(({ resource }) => resource))).toEqual(new Set([`<${machine}>`]));
  });

  test('keys are read by those who choose, judge or make', () => {
    expect(who(({ action }) => action.startsWith('secretsmanager:'))).toEqual(['prepare', 'evaluate', 'generate']);
  });
});

describe('the state machine and the schedules', () => {
  const roleOf = (name: RegExp) => rightsOfRole(template, logicalId('AWS::IAM::Role', name));

  test('the machine calls its own tasks, reads items, writes what the Maps write, follows its own children', () => {
    const rights = roleOf(/ProcessRightsRole/).filter(({ action }) => !/^(logs|xray):/.test(action));
    const calls = rights.filter(({ action }) => action === 'lambda:InvokeFunction');
    expect(calls).toHaveLength(Object.keys(TASKS).length);
    for (const { resource } of calls) expect(resource).toMatch(/^<PipelineFunctions[A-Za-z]+[0-9A-F]{8}\.Arn>$/);
    const rest = rights.filter((right) => !calls.includes(right));
    expect(
      rest.map(({ action, resource }) => `${action} ${resource.replace(/^.*(Arn>\/|:execution:)/, '')}`).sort(),
    ).toEqual([
      's3:AbortMultipartUpload balancing/map-runs/*',
      's3:GetObject balancing/map-runs/*',
      's3:GetObject balancing/runs/*.json',
      's3:ListMultipartUploadParts balancing/map-runs/*',
      's3:PutObject balancing/map-runs/*',
      `states:DescribeExecution <${machine}.Name>:*`,
      `states:RedriveExecution <${machine}.Name>/*:*`,
      `states:StartExecution <${machine}>`,
      `states:StopExecution <${machine}.Name>:*`,
    ]);
  });

  test('a schedule may do the one thing that it does', () => {
    expect(roleOf(/PipelineScheduleRole/).map(words)).toEqual(['states:StartExecution of this machine']);
    const sweeps = roleOf(/UploadsSweepsRole/);
    expect(sweeps.map(({ action }) => action)).toEqual(['lambda:InvokeFunction']);
    expect(sweeps[0]?.resource).toMatch(/^<PipelineUploadssweepUploads[0-9A-F]{8}\.Arn>$/);
  });
});
