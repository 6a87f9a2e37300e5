import { actionFor, type KeyPress, pairBegun } from './action-for.ts';
import type { Action, LayerKind } from './key-row.ts';

/** Something on the screen that wants the keyboard while nothing lies over it. */
export interface Layer {
  readonly kind: LayerKind;
  /** Whether it still loads: then it swallows keys. */
  readonly loading?: boolean;
  /** Does what a key asks for. What it answers says why it could not, for the status line. */
  handle(action: Action): string | undefined;
  /** A key that acts while it is held was let go. */
  released?(action: Action): void;
}

const FIELDS = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]';
/** Inputs that nothing is typed into. A slider has the arrows for itself. */
const TICKED = 'input[type="checkbox"], input[type="radio"], input[type="range"]';

function isInField(target: Element | undefined, key: string): boolean {
  if (target?.closest(FIELDS) == null) return false;
  if (target.closest(TICKED) === null) return true;
  return target.closest('input[type="checkbox"]') === null && /^(Arrow|Page|Home|End)/.test(key);
}

function pressOf(event: KeyboardEvent): KeyPress {
  return {
    key: event.key,
    ctrl: event.ctrlKey,
    meta: event.metaKey,
    alt: event.altKey,
    shift: event.shiftKey,
    altGraph: event.getModifierState('AltGraph'),
    repeat: event.repeat,
  };
}

/**
 * The one owner of the keyboard: a stack of layers of which the topmost gets every key. A key that went through to what lies
 * below is how decisions are made by accident (immich#21160).
 */
export class Keyboard {
  readonly #layers: { current: Layer }[] = [];
  readonly #say: (words: string) => void;
  readonly #lettersOff: () => boolean;
  /** The first half of a pair; whatever key comes next belongs to it. A click gives it up. */
  #pair: string | undefined;
  #held: { readonly key: string; readonly action: Action } | undefined;

  /** @param say puts words into the status line. */
  constructor(say: (words: string) => void, lettersOff: () => boolean) {
    this.#say = say;
    this.#lettersOff = lettersOff;
  }

  /** Puts a layer on top; what it answers takes the layer away again. */
  own(layer: { current: Layer }): () => void {
    this.#layers.push(layer);
    return () => {
      const at = this.#layers.indexOf(layer);
      if (at >= 0) this.#layers.splice(at, 1);
    };
  }

  /** Listens to a document until what it answers is called. */
  listen(document: Document): () => void {
    const down = (event: KeyboardEvent) => this.#down(event);
    const up = (event: KeyboardEvent) => {
      if (this.#held?.key === event.key.toLowerCase()) this.#release();
    };
    const away = () => this.#release();
    const pointed = () => {
      this.#pair = undefined;
    };
    document.addEventListener('keydown', down);
    document.addEventListener('keyup', up);
    document.addEventListener('pointerdown', pointed);
    window.addEventListener('blur', away);
    return () => {
      document.removeEventListener('keydown', down);
      document.removeEventListener('keyup', up);
      document.removeEventListener('pointerdown', pointed);
      window.removeEventListener('blur', away);
    };
  }

  #down(event: KeyboardEvent): void {
    const layer = this.#layers.at(-1)?.current;
    if (layer === undefined || event.defaultPrevented || event.isComposing) return;
    const press = pressOf(event);
    const target = event.target instanceof Element ? event.target : undefined;
    const situation = {
      layer: layer.kind,
      loading: layer.loading === true,
      inField: isInField(target, event.key),
      onControl: target?.closest('button, a[href], summary, input') != null,
      lettersOff: this.#lettersOff(),
      after: this.#pair,
    };
    if (!['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) this.#pair = undefined;
    const action = actionFor(press, situation);
    if (action === undefined) {
      if (situation.after === undefined) this.#begin(pairBegun(press, situation));
      return;
    }
    event.preventDefault();
    const why = layer.handle(action);
    if (why !== undefined) this.#say(why);
    if (layer.released !== undefined) this.#held = { key: press.key.toLowerCase(), action };
  }

  #begin(pair: string | undefined): void {
    if (pair === undefined) return;
    this.#pair = pair;
    this.#say(`${pair.toUpperCase()}, then C for the cast, R for the run, H for the history`);
  }

  #release(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.#layers.at(-1)?.current.released?.(held.action);
  }
}
