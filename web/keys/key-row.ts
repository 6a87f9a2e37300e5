/** What a key can ask for. The layer that owns the keyboard knows what it means there. */
export type Action =
  | 'in'
  | 'out'
  | 'agree'
  | 'clear'
  | 'agree-rest'
  | 'undo'
  | 'redo'
  | 'next'
  | 'previous'
  | 'down'
  | 'up'
  | 'first'
  | 'last'
  | 'next-undecided'
  | 'previous-undecided'
  | 'next-actor'
  | 'previous-actor'
  | 'photorealistic'
  | 'bw-stylized'
  | 'color-stylized'
  | 'own-type'
  | 'select'
  | 'extend-next'
  | 'extend-previous'
  | 'select-all'
  | 'open'
  | 'compare'
  | 'full-size'
  | 'reasons'
  | 'blind'
  | 'search'
  | 'go-cast'
  | 'go-runs'
  | 'go-history'
  | 'keys';

/**
 * Who owns the keyboard. `page`: a screen without pictures to decide on. `actor`: the pictures of an actor. `loupe`,
 * `compare`: over them. `dialog`: a question; it has the keys of its own controls and no others.
 */
export type LayerKind = 'page' | 'actor' | 'loupe' | 'compare' | 'dialog';

/** A key, or a chord, and what it asks for. */
export interface KeyRow {
  readonly action: Action;
  /** Values of `KeyboardEvent.key`, letters in lower case; any one of them. Two with a space between: one after the other. */
  readonly keys: readonly string[];
  readonly with?: 'mod' | 'mod+shift' | 'shift' | 'alt';
  readonly layers: readonly LayerKind[];
  /** Whether holding the key down repeats it. What decides never repeats: a held key must not sweep a set. */
  readonly repeats: boolean;
  /** How it stands in the list of keys. */
  readonly shown: string;
  readonly words: string;
}

/** Where a picture is decided about. */
export const DECIDING: readonly LayerKind[] = ['actor', 'loupe', 'compare'];
/** Wherever keys are heard at all. */
export const EVERYWHERE: readonly LayerKind[] = ['page', ...DECIDING];
