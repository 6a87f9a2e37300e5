import { Duration } from 'aws-cdk-lib';
import type { TaskKey } from '../../core/contract.ts';
import type { HelperKey } from '../../core/deployed-names.ts';

/** How much a function gets. */
export interface FunctionSize {
  /** At most what its state waits, which is 15 minutes. */
  readonly timeout: Duration;
  /** In MB. CPU comes with it: 1,769 MB are one whole vCPU. */
  readonly memory: number;
}

/** Node with our bundle needs about 100 MB; below 512 MB a cold start takes seconds, because CPU is short. */
const SMALL = 512;
/** Results, previews or plans of a large cast are held at once: about 1 kB an actor, 24 MB of previews. */
const WHOLE_RUN = 1024;
/** Reads a record of every actor, 16 at a time and some 20 ms each: 100,000 take two minutes, pages of them longer. */
const LONGEST = Duration.minutes(15);

/** Time and memory of each function, with the reason for the number. */
export const FUNCTION_SIZES: Readonly<Record<TaskKey | HelperKey, FunctionSize>> = {
  /** Lists the cast, 1,000 folders a request; taking a run back reads a result of every actor. */
  prepare: { timeout: LONGEST, memory: WHOLE_RUN },
  /** Decoding fills one vCPU: 20 images of 12 MP take about 4 s and 140 MB. Ten minutes are sets of some thousands. */
  composite: { timeout: Duration.minutes(10), memory: 1769 },
  /** Waits for the judge, and for its limits to pass. */
  evaluate: { timeout: LONGEST, memory: SMALL },
  /** Reads three records, computes for milliseconds, writes two. */
  plan: { timeout: Duration.minutes(1), memory: SMALL },
  review: { timeout: LONGEST, memory: WHOLE_RUN },
  /** Writes the report that is decided by. */
  requestApproval: { timeout: LONGEST, memory: WHOLE_RUN },
  /** Reads every open plan. */
  takeDecision: { timeout: LONGEST, memory: WHOLE_RUN },
  /** Mostly waits for the vendor; decodes each new image and the one it is compared with. */
  generate: { timeout: LONGEST, memory: 1024 },
  /** Holds two images of at most 100 MB to compare them; about a second an image. */
  retire: { timeout: Duration.minutes(10), memory: SMALL },
  /** Reads images only where the listing differs from the plan. */
  settle: { timeout: Duration.minutes(5), memory: SMALL },
  /** As retire, both ways. */
  rollBack: { timeout: LONGEST, memory: SMALL },
  recordFailure: { timeout: Duration.minutes(1), memory: SMALL },
  report: { timeout: LONGEST, memory: WHOLE_RUN },
  /** Compares the plans' hash, which takes the result of every actor; a person waits for the answer. */
  decide: { timeout: Duration.minutes(5), memory: WHOLE_RUN },
  /** A person waits, and the HTTP API for 30 s at most; a cold start is quick with as much CPU, and a cast's index is held. */
  desk: { timeout: Duration.seconds(29), memory: WHOLE_RUN },
  /** One write. EventBridge tries again by itself. */
  noteUpload: { timeout: Duration.seconds(30), memory: SMALL },
  /** Lists the marks, starts one run. */
  sweepUploads: { timeout: Duration.minutes(2), memory: SMALL },
};
