import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { EVERYTHING, flat, pipelineTemplate } from './support/pipeline-template.ts';

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const { ofType } = pipelineTemplate(EVERYTHING);
const alarmSchema = z.looseObject({
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.unknown()),
  OKActions: z.array(z.unknown()),
  EvaluationPeriods: z.number(),
  Period: z.number().optional(),
  Metrics: z.array(z.looseObject({ MetricStat: z.looseObject({ Period: z.number() }).optional() })).optional(),
});
const statementSchema = z.looseObject({ Effect: z.string(), Action: z.unknown(), Principal: z.unknown() });
const topicPolicySchema = z.looseObject({ PolicyDocument: z.object({ Statement: z.array(statementSchema) }) });
const alarms = ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => alarmSchema.parse(Properties));
const nameOf = ({ AlarmDescription }: z.infer<typeof alarmSchema>) =>
  /docs\/operations\.md, (\w+)\.$/.exec(AlarmDescription)?.[1] ?? '';

/** The text below a heading of the third level. */
function section(name: string): string {
  return page.split(`\n### ${name}\n`)[1]?.split(/\n##/)[0] ?? '';
}

describe('the page for whoever keeps it running', () => {
  test.each(alarms.map((alarm) => [nameOf(alarm)]))('%s: what it means, what to look at, what to do', (name) => {
    for (const part of ['**Means:**', '**Look at:**', '**Do:**']) expect(section(name)).toContain(part);
  });

  test('has no section for an alarm that there is not', () => {
    const headings = [...(page.split('\n## Alarms\n')[1]?.split('\n## ')[0] ?? '').matchAll(/^### (\w+)$/gm)];
    expect(headings.map(([, name]) => name).sort()).toEqual(alarms.map(nameOf).sort());
  });
});

describe('every alarm', () => {
  test.each(alarms.map((alarm) => [nameOf(alarm), alarm] as const))(
    '%s tells somebody, when it begins and when it is over',
    (...of) => {
      const [, { AlarmActions, OKActions }] = of;
      for (const actions of [AlarmActions, OKActions])
        expect(actions.map(flat)).toEqual([expect.stringMatching(/^<PipelineAlarmsTopic/)]);
    },
  );

  test.each(alarms.map((alarm) => [nameOf(alarm), alarm] as const))(
    '%s looks no further back than CloudWatch can',
    (...of) => {
      const [, { EvaluationPeriods, Period, Metrics = [] }] = of;
      const periods = [Period, ...Metrics.map(({ MetricStat }) => MetricStat?.Period)].filter(
        (each) => each !== undefined,
      );
      const longest = Math.max(...periods);
      // Seven days, or one day where the period is shorter than an hour; and ten metrics at most.
      expect(longest * EvaluationPeriods).toBeLessThanOrEqual(longest < 3600 ? 86_400 : 604_800);
      expect(Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length).toBeLessThanOrEqual(10);
    },
  );
});

test('alarms can reach their topic: its policy, which takes the place of the usual one, lets CloudWatch in', () => {
  const publishers = ofType('AWS::SNS::TopicPolicy')
    .filter(([id]) => id.includes('Alarms'))
    .flatMap(([, { Properties }]) => topicPolicySchema.parse(Properties).PolicyDocument.Statement)
    .filter(({ Effect, Action }) => Effect === 'Allow' && Action === 'sns:Publish');
  expect(publishers.map(({ Principal }) => Principal)).toEqual([{ Service: 'cloudwatch.amazonaws.com' }]);
});
