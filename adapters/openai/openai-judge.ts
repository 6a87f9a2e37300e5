import { EvencastError } from '../../core/errors.ts';
import type { Usage } from '../../core/judging/verdict.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Judge, JudgeAnswer, JudgeQuestion } from '../../core/ports/judge.ts';
import { answerJsonSchema } from './answer-schema.ts';
import { type ChatQuestion, modelAsker } from './ask-model.ts';
import { judgeError, type Scene } from './failure-error.ts';
import { questionText, SYSTEM_PROMPT } from './judge-prompt.ts';
import { dollars } from './price.ts';
import { type PricedModel, pricedModels, type QuestionSettings, rulesOf, SHEET_CELLS } from './priced-models.ts';
import { type Completion, readCompletion, readVerdicts, type Unusable } from './read-answer.ts';
import { serviceAt } from './service.ts';

/** How the judge asks. */
export interface OpenaiJudgeSettings extends QuestionSettings {
  readonly apiKey: string;
  /** Of any OpenAI-compatible server, with its path ("http://localhost:11434/v1"); OpenAI's own when absent. */
  readonly baseUrl?: string | undefined;
  readonly clock: Clock;
}

/**
 * A judge behind OpenAI's chat completions, or any server that speaks them, asked about labelled contact sheets. It sends
 * the sheet and its labels; never the actor's id or a file name.
 *
 * Throws InvalidConfig when it is made without a model, with an unusable base URL, or with a model whose price is unknown.
 */
export function openaiJudge(settings: OpenaiJudgeSettings): Judge {
  const service = serviceAt(settings.baseUrl);
  const models = pricedModels(settings, service);
  const ask = modelAsker({ ...settings, service });

  return {
    ...rulesOf(models),
    judge: async (question, patience) => {
      const scene: Scene = { service, actor: question.actor };
      const labels = labelsOf(question);
      const { model: id, body } = await ask(chatQuestion(question, labels), scene, patience);
      const completion = readCompletion(body, scene);
      const model = models.find(({ signature }) => signature.model === id);
      if (model === undefined) throw new EvencastError('Internal', `An unknown judge model answered: ${id}.`);
      return withUsage(completion, labels, model, scene);
    },
  };
}

function labelsOf({ actor, cells }: JudgeQuestion): readonly string[] {
  const labels = cells.map(({ label }) => label);
  if (labels.length >= 1 && labels.length <= SHEET_CELLS && new Set(labels).size === labels.length) return labels;
  const words = `A sheet for this judge has 1 to ${SHEET_CELLS} cells with different labels, not ${labels.join(', ')}.`;
  throw new EvencastError('Internal', words, { actor });
}

function chatQuestion({ actor, sheet }: JudgeQuestion, labels: readonly string[]): ChatQuestion {
  if (sheet === undefined)
    throw new EvencastError('Internal', 'This judge needs a sheet and was given none.', { actor });
  const url = `data:image/jpeg;base64,${Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength).toString('base64')}`;
  return {
    messages: [
      { role: 'system', content: SYSTEM_PROMPT },
      {
        role: 'user',
        content: [
          { type: 'text', text: questionText(labels) },
          { type: 'image_url', image_url: { url, detail: 'high' } },
        ],
      },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'sheet_verdicts', strict: true, schema: { ...answerJsonSchema(labels) } },
    },
  };
}

function withUsage(completion: Completion, labels: readonly string[], model: PricedModel, scene: Scene): JudgeAnswer {
  const usage = usageOf(completion, model);
  const unusable: Unusable = (name, words) => judgeError(name, scene, words, { usage });
  return { ...readVerdicts(completion, labels, model.signature, unusable), usage };
}

/** A server that does not say what it used is charged the ceiling, so that a spending cap holds with it too. */
function usageOf({ usage }: Completion, { price, ceiling }: PricedModel): Usage {
  if (!usage) return { calls: 1, inputTokens: 0, outputTokens: 0, usd: ceiling };
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
  return { calls: 1, inputTokens, outputTokens, usd: dollars(price, inputTokens, outputTokens) };
}
