import { EvencastError, isUnusableAnswer } from '../../core/errors.ts';
import type { LookKind } from '../../core/judging/protocol.ts';
import { addUsage, NO_USAGE, type Usage } from '../../core/judging/verdict.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Judge, JudgeAnswer, JudgeQuestion, Patience } from '../../core/ports/judge.ts';
import { type Answered, modelAsker } from './ask-model.ts';
import { askedAbout, chatQuestion } from './chat-question.ts';
import { judgeError, type Scene } from './failure-error.ts';
import { dollars } from './price.ts';
import { type PricedModel, pricedModels, type QuestionSettings, rulesOf } from './priced-models.ts';
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
 * A judge behind OpenAI's chat completions, or any server that speaks them, asked about labelled contact sheets or images
 * alone. It sends the pictures and their labels; never the actor's id or a file name.
 *
 * Throws InvalidConfig when it is made without a model, with an unusable base URL, or with a model whose price is unknown.
 */
export function openaiJudge(settings: OpenaiJudgeSettings): Judge {
  const service = serviceAt(settings.baseUrl);
  const models = pricedModels(settings, service);
  const { ask, notes } = modelAsker({ ...settings, service });

  const once = async (question: JudgeQuestion, spent: Usage, patience: Patience): Promise<Outcome> => {
    const scene: Scene = { service, actor: question.actor };
    const about = askedAbout(question);
    const answered = await ask(chatQuestion(question, about.labels), scene, patience);
    const model = models.find(({ signature }) => signature.model === answered.model);
    if (model === undefined) throw new EvencastError('Internal', `An unknown judge model answered: ${answered.model}.`);
    return outcomeOf(answered, about, model, scene, spent);
  };
  return {
    ...rulesOf(models, settings),
    notes,
    judge: async (question, patience) => {
      const first = await once(question, NO_USAGE, patience);
      // A server that is not bound by the schema writes what it likes: where it costs nothing, it is asked once more. Elsewhere
      // that would go beyond the ceiling, and whoever asks shows the images alone instead.
      const outcome = 'failed' in first && first.mayRetry ? await once(question, first.spent, patience) : first;
      if ('failed' in outcome) throw outcome.failed;
      return outcome;
    },
  };
}

/** An answer, or the error that it is of no use. */
type Outcome = JudgeAnswer | { readonly failed: unknown; readonly mayRetry: boolean; readonly spent: Usage };

interface About {
  readonly look: LookKind;
  readonly labels: readonly string[];
}

function outcomeOf(answered: Answered, about: About, model: PricedModel, scene: Scene, spent: Usage): Outcome {
  const completion = readCompletion(answered.body, scene);
  const usage = addUsage(spent, usageOf(completion, model, about));
  const unusable: Unusable = (name, words) => judgeError(name, scene, words, { usage });
  try {
    return { ...readVerdicts(completion, about.labels, model.signature, unusable), usage };
  } catch (failed) {
    if (!isUnusableAnswer(failed)) throw failed;
    const isFree = !answered.strict && usage.usd === 0;
    return { failed, mayRetry: isFree && failed.name === 'JudgeAnswerInvalid', spent: usage };
  }
}

/** A server that does not say what it used is charged the ceiling, so that a spending cap holds with it too. */
function usageOf({ usage }: Completion, { price, ceiling }: PricedModel, { look, labels }: About): Usage {
  if (!usage) return { calls: 1, inputTokens: 0, outputTokens: 0, usd: ceiling(look, labels.length) };
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
  return { calls: 1, inputTokens, outputTokens, usd: dollars(price, inputTokens, outputTokens) };
}
