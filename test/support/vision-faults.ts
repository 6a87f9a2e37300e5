/** What a completion says and how it ended, before it is sent. */
export interface Draft {
  readonly content: string | null;
  readonly finish: string;
  readonly refusal: string | null;
}

/** An HTTP answer as it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the asked model and key were, for faults that name them. */
export interface Asked {
  readonly model: string;
  readonly authorization: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const PAGE = '<!doctype html><html><title>Sign in</title><h1>Welcome to our network</h1></html>';

/** An error in OpenAI's shape. */
export function refusal(status: number, code: string, message: string, param: string | null = null): Reply {
  const error = { message, type: 'invalid_request_error', param, code };
  return { status, headers: JSON_TYPE, body: JSON.stringify({ error }) };
}

/** A model that is not offered, in OpenAI's words. */
export function unknownModel(model: string): Reply {
  return refusal(404, 'model_not_found', `The model \`${model}\` does not exist or you do not have access to it.`);
}

/** A parameter that a model does not take, in OpenAI's words; max_tokens comes with the advice it really comes with. */
export function refusedParameter(parameter: string): Reply {
  const advice = parameter === 'max_tokens' ? " Use 'max_completion_tokens' instead." : '';
  const message = `Unsupported parameter: '${parameter}' is not supported with this model.${advice}`;
  return refusal(400, 'unsupported_parameter', message, parameter);
}

/** Answers that are no completion. */
export const REPLIES = {
  'rate-limited': () => refusal(429, 'rate_limit_exceeded', 'Rate limit reached for requests.'),
  'insufficient-quota': () =>
    refusal(429, 'insufficient_quota', 'You exceeded your current quota, please check your plan.'),
  'server-error': () => refusal(500, 'server_error', 'The server had an error while processing your request.'),
  unavailable: () => refusal(503, 'overloaded', 'The engine is currently overloaded.'),
  // The key is quoted in full, which is worse than what OpenAI does and what a careless gateway does.
  'key-refused': ({ authorization }: Asked) =>
    refusal(401, 'invalid_api_key', `Incorrect API key provided: ${authorization.replace(/^Bearer /, '')}.`),
  'model-not-found': ({ model }: Asked) => unknownModel(model),
  'model-forbidden': ({ model }: Asked) =>
    refusal(403, 'model_not_found', `Project \`proj_1\` does not have access to model \`${model}\``),
  'bad-request': ({ authorization }: Asked) => refusal(400, 'invalid_image', `Could not parse image. ${authorization}`),
  redirect: () => ({ status: 307, headers: { location: 'http://127.0.0.1:9/v1/chat/completions' }, body: '' }),
  html: () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: PAGE }),
  'html-error': () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: PAGE }),
  empty: () => ({ status: 200, headers: JSON_TYPE, body: '' }),
  'broken-body': () => ({ status: 200, headers: JSON_TYPE, body: '{"choices": [{"mess' }),
  'other-json': () => ({ status: 200, headers: JSON_TYPE, body: '{"hello":"world"}' }),
} as const satisfies Record<string, (asked: Asked) => Reply>;

/** Completions that say something wrong. Every cell's text is one object, and `cell_` keys stand in it once. */
export const SPOILED = {
  truncated: (draft: Draft) => ({ ...draft, finish: 'length', content: draft.content?.slice(0, -40) ?? null }),
  // Whole by accident: only the finish reason tells.
  'truncated-whole': (draft: Draft) => ({ ...draft, finish: 'length' }),
  refusal: (draft: Draft) => ({ ...draft, content: null, refusal: 'I’m sorry, I can’t help with that.' }),
  'content-filter': (draft: Draft) => ({ ...draft, finish: 'content_filter', content: '' }),
  'malformed-json': (draft: Draft) => ({ ...draft, content: `\`\`\`json\n${draft.content}\n\`\`\`` }),
  'missing-cell': (draft: Draft) => respelled(draft, (cells) => cells.slice(1)),
  'extra-cell': (draft: Draft) =>
    respelled(draft, (cells) => [...cells, ...cells.slice(0, 1).map(([, v]) => ['cell_99', v] as const)]),
  'duplicate-key': (draft: Draft) => respelled(draft, (cells) => [...cells, ...cells.slice(0, 1)]),
  'wrong-label': (draft: Draft) => ({
    ...draft,
    content: draft.content?.replace(/"label":"[^"]*"/, '"label":"98"') ?? null,
  }),
  'score-out-of-range': (draft: Draft) => ({
    ...draft,
    content: draft.content?.replace(/"score":\d+/, '"score":11') ?? null,
  }),
  'score-not-whole': (draft: Draft) => ({
    ...draft,
    content: draft.content?.replace(/"score":\d+/, '"score":7.5') ?? null,
  }),
  'unknown-type': (draft: Draft) => ({
    ...draft,
    content: draft.content?.replace(/"type":"\w+"/, '"type":"anime"') ?? null,
  }),
  'long-words': (draft: Draft) => ({
    ...draft,
    content:
      draft.content?.replace(/"(reason|analysis)":"/g, `"$1":"\\u202e\\u0007${'long 👩‍🎨 words '.repeat(300)}`) ?? null,
  }),
} as const satisfies Record<string, (draft: Draft) => Draft>;

/** Connections that end badly: never answered, answered by half, and cut. A stalled one ends when the client goes. */
export const HANGS = ['stall', 'stall-in-body', 'reset', 'reset-in-body'] as const;

type Pairs = readonly (readonly [string, unknown])[];

/** The answer written again from its key-value pairs, which may repeat a key as no object can. */
function respelled(draft: Draft, change: (cells: Pairs) => Pairs): Draft {
  const answer: Record<string, unknown> = JSON.parse(draft.content ?? '{}');
  const cells = Object.entries(answer).filter(([key]) => key.startsWith('cell_'));
  const pairs: Pairs = [...change(cells), ['analysis', answer['analysis']]];
  const content = `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
  return { ...draft, content };
}
