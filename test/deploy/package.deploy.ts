import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'jsonc-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { TASKS } from '../../core/contract.ts';
import { HELPERS } from '../../core/deployed-names.ts';
import { embeddedDefinition } from '../../lib/embedded-definition.ts';
import manifest from '../../package.json' with { type: 'json' };
import { evaluationsIn } from '../support/folder-content.ts';
import { patterns, writeCast } from '../support/small-cast.ts';
import { emptyProject, isNoRegistry, pack } from './support/empty-project.ts';
import { say } from './support/say.ts';

const project = emptyProject();
const inProject = (...path: readonly string[]) => join(project.folder, ...path);
const inPackage = (...path: readonly string[]) => inProject('node_modules/evencast', ...path);

/** The versions that the repository is tested with. */
const ours = (...names: readonly (keyof typeof manifest.devDependencies)[]) =>
  names.map((name) => `${name}@${manifest.devDependencies[name]}`);

/** Packs and installs; whether npm could. */
async function installed(): Promise<boolean> {
  say('packs the package and installs it into an empty project');
  const tarball = await pack();
  try {
    await project.install(tarball);
    return true;
  } catch (error) {
    if (isNoRegistry(error)) return false;
    throw error;
  }
}

const canInstall = await installed();
const NEEDS = canInstall ? '' : ' (skipped: npm reaches no registry here)';

afterAll(() => project.remove());

describe.skipIf(!canInstall)(`the package in an empty project${NEEDS}`, () => {
  test('holds no source, no test and nothing that only tests need', () => {
    const files = readdirSync(inPackage(), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /(?<!\.d)\.ts$|^(test|bench)\b|\.map$/.test(file))).toEqual([]);
    for (const name of ['aws-cdk-lib', 'constructs', 'esbuild', 'typescript', 'vitest'])
      expect(existsSync(inProject('node_modules', name)), name).toBe(false);
  });

  describe('its command', () => {
    test('runs', async () => {
      expect(await project.type('npx', 'evencast', '--version')).toBe(`${manifest.version}\n`);
    });

    test('says which Node it needs, where an old one runs it', async () => {
      const launcher = inPackage('bin/evencast.js');
      const old = `Object.defineProperty(process.versions, 'node', { value: '20.9.0' }); await import('${launcher}');`;
      await expect(project.type(process.execPath, '--input-type=module', '-e', old)).rejects.toThrow(
        /Evencast needs Node 22\.18 or newer; this is 20\.9\.0/,
      );
    });

    test('judges and plans a folder without the CDK', async () => {
      const said = await project.type('npx', 'evencast', 'run', writeCast({ ada: await patterns(2, 100) }));
      expect(said).toContain('1 actor: 0 balanced, 1 to do.');
      expect([...evaluationsIn(inProject('evaluation')).keys()]).toEqual(['ada']);
    });

    test('runs the very state machine that the constructs make', async () => {
      const packed: { embeddedDefinition(): unknown } = await import(inPackage('dist/lib/embedded-definition.js'));
      expect(packed.embeddedDefinition()).toEqual(embeddedDefinition());
    });

    test('writes a config that finds its schema', async () => {
      await project.type('npx', 'evencast', 'config', 'init');
      const { $schema }: { $schema: string } = parse(readFileSync(inProject('evencast.config.jsonc'), 'utf8'));
      expect(resolve(project.folder, $schema)).toBe(inPackage('dist/docs/config.schema.json'));
      expect(existsSync(inProject($schema))).toBe(true);
    });
  });

  describe('in TypeScript', () => {
    beforeAll(() => project.install(...ours('typescript', '@types/node', 'aws-cdk-lib', 'constructs', 'esbuild')));

    test('the rules and the construct type-check, with every declaration they rest on', async () => {
      project.write('rules.ts', RULES);
      project.write('app.ts', APP);
      const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2024', '--types', 'node'];
      expect(await project.type('npx', 'tsc', ...options, 'rules.ts', 'app.ts')).toBe('');
    });

    test('the rules plan', async () => {
      expect(JSON.parse(await project.type(process.execPath, 'rules.ts'))).toEqual({
        target: { photorealistic: 13, bw_stylized: 4, color_stylized: 3 },
        made: 20,
        prompts: 35,
        error: 'InvalidConfig',
      });
    });

    test('the construct synthesizes with its functions bundled, in an app without a setting of ours', async () => {
      say('synthesizes an app of its own with cdk synth');
      await project.type('cdk', 'synth', '--quiet', '--app', 'node app.ts');
      const functions = bundles();
      const names = [...Object.values(TASKS), ...Object.values(HELPERS)].map((name) => `Evencast: ${name}`);
      expect([...functions.keys()].sort()).toEqual(names.sort());
      for (const [name, { folder, files }] of functions) {
        expect(files, name).toEqual(expect.arrayContaining(['config.json', 'index.mjs', 'index.mjs.map']));
        const map: unknown = JSON.parse(readFileSync(join(folder, 'index.mjs.map'), 'utf8'));
        expect(map, name).not.toHaveProperty('sourcesContent');
        const decodes = name === 'Evencast: composite' || name === 'Evencast: generate';
        expect(files.includes('node_modules'), name).toBe(decodes);
      }
    });

    test('a bundle that decodes images has sharp for the platform of its function, in our version', () => {
      const { folder } = bundle('composite');
      expect(readdirSync(join(folder, 'node_modules/@img')).sort()).toEqual([
        'colour',
        'sharp-libvips-linux-arm64',
        'sharp-linux-arm64',
      ]);
      const sharp = versionSchema.parse(
        JSON.parse(readFileSync(join(folder, 'node_modules/sharp/package.json'), 'utf8')),
      );
      const locked = lockSchema.parse(
        JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')),
      );
      expect(sharp).toEqual(locked.packages['node_modules/sharp']);
    });

    test('a bundle is whole: Node loads it from a folder that has nothing else', async () => {
      const { folder, variables } = bundle('plan');
      // What CloudFormation fills in is some name.
      const named = variables.map(([name, value]) => [name, typeof value === 'string' ? value : 'some-name'] as const);
      const environment = { ...Object.fromEntries(named), LAMBDA_TASK_ROOT: folder, AWS_REGION: 'us-east-1' };
      const load = `Object.assign(process.env, ${JSON.stringify(environment)});
        console.log(typeof (await import('${folder}/index.mjs')).handler);`;
      expect(await project.type(process.execPath, '--input-type=module', '-e', load)).toBe('function\n');
    });

    test('an app without feature flags gets Maps that write their results', () => {
      const template = readFileSync(inProject('cdk.out/Own.template.json'), 'utf8');
      expect(template.match(/\\"ResultWriter\\"/g)).toHaveLength(3);
    });
  });
});

const RULES = `
import { configSchema, DEFAULT_PROMPTS, EvencastError, type Plan, planSet, planSettings, targetCounts } from 'evencast';

const settings = planSettings(configSchema.parse({}), 'ada', 0);
const plan: Plan = planSet('ada', [], settings);
console.log(JSON.stringify({
  target: targetCounts(settings.target),
  made: plan.changes.filter(({ kind }) => kind === 'generate').length,
  prompts: DEFAULT_PROMPTS.length,
  error: new EvencastError('InvalidConfig', '').name,
}));
`;

const APP = `
import { App, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { EvencastPipeline } from 'evencast/cdk';

class Own extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const pipeline = new EvencastPipeline(this, 'Evencast', {
      config: { aws: { approvers: ['me@example.com'], uploads: { enabled: true }, desk: { enabled: true } } },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    pipeline.grantStart(new Role(this, 'Robot', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));
    pipeline.writeOutputs();
  }
}

new Own(new App(), 'Own');
`;

const versionSchema = z.object({ version: z.string() });
const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });
const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z
        .object({
          Description: z.string().optional(),
          Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
        })
        .optional(),
      Metadata: z.object({ 'aws:asset:path': z.string().optional() }).optional(),
    }),
  ),
});

/** A function of the app: where its bundle lies, what is in it, and its environment. */
interface Bundle {
  readonly folder: string;
  readonly files: readonly string[];
  readonly variables: readonly (readonly [string, unknown])[];
}

/** All of them, by the function's description. */
function bundles(): ReadonlyMap<string, Bundle> {
  const { Resources } = templateSchema.parse(JSON.parse(readFileSync(inProject('cdk.out/Own.template.json'), 'utf8')));
  const functions = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  return new Map(
    functions.map(({ Properties, Metadata }) => {
      const folder = inProject('cdk.out', Metadata?.['aws:asset:path'] ?? '');
      const variables = Object.entries(Properties?.Environment?.Variables ?? {});
      return [Properties?.Description ?? '', { folder, files: readdirSync(folder), variables }];
    }),
  );
}

function bundle(task: string): Bundle {
  const found = bundles().get(`Evencast: ${task}`);
  if (found === undefined) throw new Error(`The app has no function ${task}.`);
  return found;
}
