import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { EvencastError } from '../../core/errors.ts';
import type { LookKind } from '../../core/judging/protocol.ts';
import type { JudgeQuestion } from '../../core/ports/judge.ts';
import { answerJsonSchema } from './answer-schema.ts';
import { questionText, systemPrompt, viewsText, viewText } from './judge-prompt.ts';
import { SHEET_CELLS, VIEWS_PER_QUESTION } from './priced-models.ts';

/** A question as the model gets it, without what differs between models. */
export interface ChatQuestion {
  readonly messages: readonly ChatCompletionMessageParam[];
  /** JSON Schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** How the question shows its images, and their labels. Throws Internal for one that cannot be asked. */
export function askedAbout({ actor, cells, sheet, views }: JudgeQuestion): {
  readonly look: LookKind;
  readonly labels: readonly string[];
} {
  const labels = cells.map(({ label }) => label);
  const look = views === undefined ? 'sheet' : 'image';
  const most = look === 'sheet' ? SHEET_CELLS : VIEWS_PER_QUESTION;
  const fits = labels.length >= 1 && labels.length <= most && new Set(labels).size === labels.length;
  const shown = look === 'sheet' ? sheet !== undefined : sheet === undefined && views?.length === labels.length;
  if (fits && shown) return { look, labels };
  const words = `A question to this judge has a sheet of 1 to ${SHEET_CELLS} cells or 1 to ${VIEWS_PER_QUESTION} views, with different labels, not ${labels.join(', ')}.`;
  throw new EvencastError('Internal', words, { actor });
}

/** The question in words and pictures. It holds labels only: never a file name or the actor's id. */
export function chatQuestion({ sheet, views = [] }: JudgeQuestion, labels: readonly string[]): ChatQuestion {
  const content =
    sheet === undefined
      ? [textPart(viewsText(labels)), ...labels.flatMap((label, index) => view(label, views[index]))]
      : [textPart(questionText(labels)), picturePart(sheet)];
  return {
    messages: [
      { role: 'system', content: systemPrompt(sheet === undefined ? 'image' : 'sheet') },
      { role: 'user', content },
    ],
    schema: answerJsonSchema(labels),
  };
}

function view(label: string, picture: Uint8Array | undefined) {
  return picture === undefined ? [] : [textPart(viewText(label)), picturePart(picture)];
}

function textPart(text: string) {
  return { type: 'text' as const, text };
}

function picturePart(jpeg: Uint8Array) {
  const base64 = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).toString('base64');
  return {
    type: 'image_url' as const,
    image_url: { url: `data:image/jpeg;base64,${base64}`, detail: 'high' as const },
  };
}
