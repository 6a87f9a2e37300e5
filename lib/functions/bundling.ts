import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { type BundlingOptions, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { IConstruct } from 'constructs';
import type { Config } from '../../core/config/config.ts';
import { CONFIG_FILE } from '../../core/deployed-names.ts';
import { BUNDLING } from '../bundling.ts';

/** A configuration as the functions get it. */
export interface ConfigFile {
  readonly path: string;
  readonly hash: string;
}

/**
 * Writes the configuration beside the cloud assembly, from where each bundle takes its copy. The same configuration is the same
 * text, so that a second deployment changes nothing. E-mail addresses are nobody's business at run time and stay out.
 */
export function writeConfigFile(scope: IConstruct, config: Config): ConfigFile {
  const text = JSON.stringify({ ...config, aws: { ...config.aws, approvers: [], alarms: [] } });
  const hash = createHash('sha256').update(text).digest('hex');
  // It may be relative to the app, and bundling runs elsewhere.
  const folder = resolve(Stage.of(scope)?.assetOutdir ?? 'cdk.out');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `evencast-config.${hash.slice(0, 16)}.json`);
  writeFileSync(path, text);
  return { path, hash };
}

/** How a function becomes one file: ES module, stack traces readable, no source inside. */
export function bundlingOf(config: ConfigFile, architecture: Architecture, decodes: boolean): BundlingOptions {
  const { alias, mainFields, ...bundling } = BUNDLING;
  return {
    ...bundling,
    format: OutputFormat.ESM,
    mainFields: [...mainFields],
    bundleAwsSDK: true,
    esbuildArgs: Object.fromEntries(Object.entries(alias).map(([from, to]) => [`--alias:${from}`, to])),
    commandHooks: {
      beforeInstall: () => [],
      beforeBundling: () => [],
      afterBundling: (_from, to) => [copyCommand(config.path, join(to, CONFIG_FILE))],
    },
    ...(decodes ? { nodeModules: ['sharp'] } : {}),
    environment: {
      // Two pipelines in one app differ by this alone; without it the second would get the bundle of the first.
      EVENCAST_CONFIG_HASH: config.hash,
      ...(decodes ? platformOf(architecture) : {}),
    },
  };
}

/** sharp brings a native library, which cannot be bundled: npm installs the one of the function's own platform. */
function platformOf(architecture: Architecture): Readonly<Record<string, string>> {
  const cpu = architecture === Architecture.ARM_64 ? 'arm64' : 'x64';
  return { npm_config_os: 'linux', npm_config_cpu: cpu, npm_config_libc: 'glibc' };
}

/** Copies a file in any shell, Windows' as well. */
function copyCommand(from: string, to: string): string {
  const quoted = [process.execPath, '-e', 'fs.copyFileSync(process.argv[1],process.argv[2])', from, to];
  return quoted.map((part) => JSON.stringify(part)).join(' ');
}
