/**
 * Which of the parameters that not every model takes are sent, and under which name. Chat models of the 4 family want
 * `max_tokens` and a temperature; reasoning models refuse one or both and want to be told not to reason.
 */
export interface Dialect {
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  /** Whether `limit` is already the second name that was tried. */
  readonly renamed: boolean;
  readonly temperature: boolean;
  /** `undefined`: not sent. */
  readonly effort: 'none' | 'low' | undefined;
  /** How the form of the answer is asked for: by a schema that binds it, as JSON, or in words only. */
  readonly format: 'json_schema' | 'json_object' | 'words';
}

/** Families that reason: o1, o3, ..., gpt-5 and later, with or without a vendor's prefix ("openai/gpt-6-luna"). */
const REASONING = /(^|\/)(o\d|gpt-([5-9]|\d\d))/;

const FIRST: Dialect = {
  limit: 'max_tokens',
  renamed: false,
  temperature: true,
  effort: undefined,
  format: 'json_schema',
};

/** The dialect a model is addressed in until it objects. */
export function firstDialect(model: string): Dialect {
  return REASONING.test(model) ? { ...FIRST, limit: 'max_completion_tokens', effort: 'none' } : FIRST;
}

const REFUSED_WORDS =
  /unsupported|not (be )?support|unknown|unrecognized|unexpected|not (permitted|allowed)|not compatible|extra inputs/i;

/** What servers say that cannot bind an answer to a schema, or to JSON. */
const FORMAT_WORDS = /response_?format|json_?schema|json_?object|json mode|structured[ _]output|guided|grammar/i;

const PARAMETERS = ['temperature', 'max_tokens', 'max_completion_tokens', 'reasoning_effort'] as const;
type Parameter = (typeof PARAMETERS)[number];

/**
 * The dialect after a refusal (HTTP 400 or 422), or `undefined` when the refusal is about something else or nothing is
 * left to give way in. Every step is smaller than the last, so asking again comes to an end. The output limit is renamed
 * but never dropped: it is what bounds the cost.
 */
export function adapted(dialect: Dialect, param: string | undefined, words: string): Dialect | undefined {
  if (FORMAT_WORDS.test(`${param} ${words}`)) return lessFormat(dialect);
  if (!REFUSED_WORDS.test(words)) return undefined;
  switch (refusedParameter(param, words)) {
    case 'temperature':
      return dialect.temperature ? { ...dialect, temperature: false } : undefined;
    case 'max_tokens':
    case 'max_completion_tokens':
      return dialect.renamed ? undefined : { ...dialect, limit: otherLimit(dialect.limit), renamed: true };
    case 'reasoning_effort':
      return lessEffort(dialect, words);
    default:
      return undefined;
  }
}

function otherLimit(limit: Dialect['limit']): Dialect['limit'] {
  return limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
}

function refusedParameter(param: string | undefined, words: string): Parameter | undefined {
  // The first name in the text is the refused one: "Unsupported parameter: 'max_tokens' ... Use 'max_completion_tokens'".
  const named = /\b(temperature|max_tokens|max_completion_tokens|reasoning_effort)\b/.exec(words)?.[1];
  return PARAMETERS.find((name) => name === param) ?? PARAMETERS.find((name) => name === named);
}

function lessFormat(dialect: Dialect): Dialect | undefined {
  if (dialect.format === 'words') return undefined;
  return { ...dialect, format: dialect.format === 'json_schema' ? 'json_object' : 'words' };
}

/** What was given way in, after the model's name: "takes no temperature". */
export function changeWords(before: Dialect, after: Dialect): string {
  if (before.format !== after.format)
    return after.format === 'json_object'
      ? 'cannot be bound to a schema: its answers are asked for as JSON and checked'
      : 'cannot be bound to JSON: its answers are asked for in words and checked';
  if (before.temperature !== after.temperature) return 'takes no temperature: its own is used';
  if (before.limit !== after.limit) return `takes ${after.limit} instead of ${before.limit}`;
  return 'takes no such reasoning effort: another one is used';
}

/** "none" is a value that early reasoning models do not know; "low" all of them do; other models know neither. */
function lessEffort(dialect: Dialect, words: string): Dialect | undefined {
  if (dialect.effort === undefined) return undefined;
  const valueRefused = dialect.effort === 'none' && /\bnone\b|value/i.test(words);
  return { ...dialect, effort: valueRefused ? 'low' : undefined };
}
