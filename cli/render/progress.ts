import { createLogUpdate } from 'log-update';
import type { StepEvent } from '../../local/machine/handlers.ts';
import type { Io } from '../io.ts';
import { printable } from './printable.ts';
import { styleFor } from './style.ts';

/** Shows how a run goes on. */
export interface Progress {
  readonly tell: (event: StepEvent) => void;
  /** Says how many actors the run is about. */
  readonly begun: (actors: number) => void;
  /** Makes room for a question. */
  readonly pause: () => void;
  /** Leaves the terminal as it should be. */
  readonly end: () => void;
}

/** Frames at most every so many milliseconds: a terminal shows no more. */
const FRAME_MS = 80;

const STEP_WORDS: Readonly<Record<StepEvent['step'], string>> = {
  composite: 'looking at images',
  evaluate: 'judging',
  plan: 'planning',
  generate: 'making images',
  retire: 'retiring images',
  'composite-again': 'looking again',
  'evaluate-again': 'judging again',
  settle: 'settling',
  'roll-back': 'taking back',
  'record-failure': 'failed',
};

/** The last step of an actor in each part of a run, with what is said of it where there is no terminal. */
const LAST_STEPS: Partial<Readonly<Record<StepEvent['step'], string>>> = {
  plan: 'judged, planned',
  settle: 'carried out',
  'roll-back': 'taken back',
};

/** Where each actor under way stands, and how many are done. */
class Standing {
  readonly active = new Map<string, { step: StepEvent['step']; images: number }>();
  done = 0;
  failed = 0;

  take({ actor, step, phase, images }: StepEvent): void {
    const last = step in LAST_STEPS || step === 'record-failure';
    if (last && phase === 'finished') {
      this.active.delete(actor);
      this.done++;
      if (step === 'record-failure') this.failed++;
      return;
    }
    this.active.set(actor, { step, images: images ?? this.active.get(actor)?.images ?? 0 });
  }
}

/** Live lines on a terminal, rewritten in place. */
function liveProgress(io: Io): Progress {
  const style = styleFor(io.stderr, io.env);
  // Of a stream, log-update uses `write`, `isTTY`, `columns` and `rows`, which TextStream has; its type asks for all of one.
  const log = createLogUpdate(io.stderr as unknown as NodeJS.WritableStream);
  const standing = new Standing();
  let total: number | undefined;
  let drawnAt = 0;
  const draw = () => {
    const rows = Math.max(1, (io.stderr.rows ?? 24) - 3);
    const of = total === undefined ? '' : ` of ${total}`;
    const failed = standing.failed === 0 ? '' : style.bad(`, ${standing.failed} failed`);
    const lines = [...standing.active].slice(0, rows).map(([actor, { step, images }]) => {
      const count = images === 0 ? '' : style.dim(` · ${images} ${images === 1 ? 'image' : 'images'}`);
      return `  ${printable(actor, 40)}  ${STEP_WORDS[step]}${count}`;
    });
    log([`${style.bold(`${standing.done}${of} actors done`)}${failed}`, ...lines].join('\n'));
  };
  return {
    tell(event) {
      standing.take(event);
      const now = io.clock.now();
      if (now - drawnAt < FRAME_MS) return;
      drawnAt = now;
      draw();
    },
    begun: (actors) => {
      total = actors;
    },
    pause: () => {
      log.clear();
      // What comes after the question is another part of the run, counted anew.
      standing.done = 0;
      total = undefined;
    },
    end: () => log.clear(),
  };
}

/** One line per actor, for logs and pipes. */
function plainProgress(io: Io): Progress {
  const standing = new Standing();
  return {
    tell(event) {
      const images = standing.active.get(event.actor)?.images ?? 0;
      standing.take(event);
      const { actor, step, phase, message } = event;
      const done = LAST_STEPS[step];
      if (done !== undefined && phase === 'finished') {
        const looked = step === 'plan' ? `looked at ${images} ${images === 1 ? 'image' : 'images'}, ` : '';
        io.stderr.write(`${printable(actor)}: ${looked}${done}\n`);
      }
      if (step === 'record-failure' && phase === 'started')
        io.stderr.write(`${printable(actor)}: failed: ${printable(message ?? '', 400)}\n`);
    },
    begun: (actors) => io.stderr.write(`${actors} ${actors === 1 ? 'actor' : 'actors'}\n`),
    pause: () => undefined,
    end: () => undefined,
  };
}

/** Every event as one line of JSON. */
function jsonProgress(io: Io): Progress {
  return {
    tell: (event) => io.stdout.write(`${JSON.stringify({ event: 'step', ...event })}\n`),
    begun: (actors) => io.stdout.write(`${JSON.stringify({ event: 'begun', actors })}\n`),
    pause: () => undefined,
    end: () => undefined,
  };
}

/** The progress that fits where the output goes. */
export function progressFor(io: Io, json: boolean): Progress {
  if (json) return jsonProgress(io);
  return io.stderr.isTTY === true ? liveProgress(io) : plainProgress(io);
}
