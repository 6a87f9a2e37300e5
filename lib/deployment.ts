import { type Config, type ConfigInput, configSchema } from '../core/config/config.ts';
import { problemLines } from '../core/config/problems.ts';
import { EvencastError } from '../core/errors.ts';
import { type Layout, layoutOf } from '../core/layout.ts';

/** What a deployment is made from: the configuration with every default, and where things lie in the bucket. */
export interface Deployment {
  readonly config: Config;
  readonly layout: Layout;
  /** Before every key: empty, or ends in `/`. */
  readonly prefix: string;
}

/** Characters that mean something else where rights or states name keys. */
const SPECIAL = /[*?$'{}\\]/;

/**
 * Checks a configuration for a deployment.
 *
 * @throws InvalidConfig with every problem, each named by its path.
 */
export function deploymentOf(input: ConfigInput = {}): Deployment {
  const parsed = configSchema.safeParse(input);
  const problems = parsed.success ? deploymentProblems(parsed.data) : problemLines(parsed.error);
  if (!parsed.success || problems.length > 0)
    throw new EvencastError(
      'InvalidConfig',
      `The config cannot be deployed:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
  const config = parsed.data;
  return { config, layout: layoutOf(config.dataset), prefix: folder(config.aws.prefix) };
}

/** What is right on one machine but not in a bucket, where rights, events and lifecycles are told apart by prefix. */
function deploymentProblems({ dataset, aws }: Config): readonly string[] {
  const [actors, state] = [folder(dataset.actorsPrefix), folder(dataset.statePrefix)];
  const problems: string[] = [];
  if (dataset.layout === 'plain' || actors === '')
    problems.push(
      'dataset.layout: a plain folder of actors cannot be deployed; the actors need a folder of their own (dataset.actorsPrefix)',
    );
  else if (state.startsWith(actors) || actors.startsWith(state))
    problems.push(
      'dataset.statePrefix: must lie beside dataset.actorsPrefix; what the pipeline writes there would start it again',
    );
  const texts = {
    'aws.prefix': aws.prefix,
    'dataset.actorsPrefix': actors,
    'dataset.imagesFolder': dataset.imagesFolder,
  };
  for (const [path, text] of Object.entries({ ...texts, 'dataset.statePrefix': state }))
    if (SPECIAL.test(text))
      problems.push(
        `${path}: must not contain any of * ? $ ' { } \\, which mean something else where rights and states name keys`,
      );
  return problems;
}

function folder(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `${trimmed}/`;
}
