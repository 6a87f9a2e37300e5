import { isKey } from './reply.ts';

/** A prediction of the stand-in server. */
export interface StandInPrediction {
  readonly id: string;
  readonly model: string;
  readonly version: string;
  /** As it was sent; what the server shows of it is without data URIs. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly fate: Fate;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Where its picture is fetched. */
  readonly link: string;
  /** How often it was looked at. */
  readonly looks: number;
  /** Whether an hour has passed. */
  readonly removed: boolean;
  readonly source: 'api' | 'web';
}

/** What becomes of a prediction. `made` unless a test says otherwise; an `output` is given the picture's link. */
export type Fate = FateName | { readonly output: (link: string) => unknown };
type FateName = keyof typeof ENDINGS | 'for-ever' | 'odd-for-ever';

const ENDINGS = {
  made: { status: 'succeeded', started: true, error: null, paid: true },
  refused: {
    status: 'failed',
    started: true,
    error: 'The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)',
    paid: false,
  },
  failed: {
    status: 'failed',
    started: true,
    error: `CUDA out of \u202ememory\n${'and more '.repeat(99)}`,
    paid: false,
  },
  'failed-oddly': { status: 'failed', started: true, error: { code: 7 }, paid: false },
  canceled: { status: 'canceled', started: true, error: null, paid: true },
  'canceled-waiting': { status: 'canceled', started: false, error: null, paid: false },
  aborted: { status: 'aborted', started: false, error: null, paid: false },
  'odd-ending': { status: 'evaporated', started: true, error: null, paid: true },
} as const;

/** Whether the account pays for a prediction of this fate. */
export function isPaid(fate: Fate): boolean {
  return endingOf(fate).paid;
}

function endingOf(fate: Fate) {
  return typeof fate === 'string' && isKey(ENDINGS, fate) ? ENDINGS[fate] : ENDINGS.made;
}

/** The prediction as the API shows it: starting when it was never looked at, then processing, then over. */
export function shown(prediction: StandInPrediction): object {
  const { id, model, version, fate, looks, removed, source } = prediction;
  const time = (seconds: number) => new Date(prediction.createdAt + seconds * 1000).toISOString();
  return {
    id,
    model,
    version,
    source,
    input: removed ? {} : withoutDataUris(prediction.input),
    logs: '',
    error: null,
    data_removed: removed,
    created_at: time(0),
    urls: { get: `https://api.replicate.com/v1/predictions/${id}` },
    ...(looks < 2 || fate === 'for-ever' || fate === 'odd-for-ever' ? running(fate, looks) : ended(prediction, time)),
  };
}

function running(fate: Fate, looks: number): object {
  const status = looks === 0 || fate === 'for-ever' ? 'starting' : fate === 'odd-for-ever' ? 'simmering' : 'processing';
  return { status, output: null };
}

function ended({ fate, link, removed }: StandInPrediction, time: (seconds: number) => string): object {
  const { status, started, error } = endingOf(fate);
  const output = typeof fate === 'string' ? link : fate.output(link);
  return {
    status,
    error,
    output: status === 'succeeded' && !removed ? output : null,
    ...(started ? { started_at: time(1), metrics: { predict_time: 9 } } : {}),
    completed_at: time(10),
  };
}

/** Replicate does not store data URIs. */
function withoutDataUris(input: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => !JSON.stringify(value ?? null).includes('data:')),
  );
}
