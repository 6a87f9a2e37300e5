import { relative, resolve } from 'node:path';
import type { JudgeName } from '../../core/config/judge-choice.ts';
import { figureLines, judgeWords, percent } from '../../core/judge-check/check-words.ts';
import { checkFigures } from '../../core/judge-check/figures.ts';
import type { Protocol } from '../../core/judging/protocol.ts';
import { usdWords } from '../../core/money/prices.ts';
import { loadConfig } from '../../local/config-file.ts';
import { runJudgeCheck } from '../../local/judge-check/run-judge-check.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { styleFor } from '../render/style.ts';

/** Options of `evencast judge-check`. */
export interface JudgeCheckOptions {
  readonly labels?: string;
  readonly judge?: JudgeName;
  readonly protocol?: Protocol;
  readonly config?: string;
  readonly output: string;
  readonly budget?: number;
  readonly copies: number;
  readonly once?: boolean;
  readonly seed: number;
  readonly json?: boolean;
}

/** `evencast judge-check DIR`: measures a judge on labelled images. */
export async function judgeCheckCommand(folder: string, options: JudgeCheckOptions, io: Io): Promise<number> {
  const { config } = await loadConfig(io.cwd, options.config);
  const { judge, protocol, copies, seed, once } = options;
  const say = (line: string) => options.json !== true && io.stderr.write(`${line}\n`);
  const root = resolve(io.cwd, folder);
  const output = resolve(io.cwd, options.output);
  const { check, comparisons, page } = await runJudgeCheck({
    folder: root,
    named: folder,
    labels: resolve(io.cwd, options.labels ?? resolve(root, 'labels.csv')),
    output,
    budgetUsd: options.budget ?? config.limits.budgetUsd,
    copies,
    twice: once !== true,
    seed,
    cwd: io.cwd,
    config,
    judge,
    protocol,
    env: io.env,
    clock: io.clock,
    signal: io.signal,
    retryPause: io.retryPause,
    tell: {
      begun: ({ judge: { name, why } }, images, ceiling) => {
        const cost = ceiling === 0 ? 'It costs nothing.' : `It costs ${usdWords(ceiling)} at most.`;
        say(`Judge: ${name} (${why}), held against ${images} labelled images. ${cost}`);
      },
      judged: (stage, done, sets) => say(`${stage}: ${done} of ${sets} sets`),
    },
  });

  const figures = checkFigures(check);
  const failed = check.failures.length > 0 || figures.silent.length > 0;
  if (options.json === true) {
    io.stdout.write(`${JSON.stringify({ check, figures, page })}\n`);
    return failed ? EXIT.failed : EXIT.done;
  }
  const style = styleFor(io.stdout, io.env);
  const lines = figureLines(check, figures);
  const width = Math.max(...lines.map(([name]) => name.length)) + 2;
  const row = (name: string, words: string) => `${name.padEnd(width)}${words}`;
  const out = [
    '',
    style.bold(printable(judgeWords(check), 200)),
    ...lines.map(([name, words]) => row(name, words)),
    ...figures.ranking.map(({ degradation, below, score }) =>
      row(`  ${degradation} copy`, `${percent(below.share)} score lower, ${score.toFixed(1)} on average`),
    ),
    ...comparisons.slice(0, 3).map(({ earlier, shared, rightBefore, rightNow, chance }) => {
      const told = chance > 0.05 ? ', which may be chance' : '';
      return `Against ${printable(judgeWords(earlier), 80)} of ${earlier.at.slice(0, 10)}: ${rightNow} of ${shared} right, it was ${rightBefore}${told}.`;
    }),
    '',
    ...check.failures.map((line) => style.bad(printable(line, 400))),
    ...check.notes.map((line) => style.warn(printable(line, 400))),
    ...(figures.silent.length === 0
      ? []
      : [style.warn(`${figures.silent.length} images got no verdict; the page names them.`)]),
    `Page:  ${style.bold(relative(io.cwd, page) || page)}`,
  ];
  io.stdout.write(`${out.join('\n')}\n`);
  return failed ? EXIT.failed : EXIT.done;
}
