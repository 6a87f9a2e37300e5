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

const DECIDING: readonly LayerKind[] = ['actor', 'loupe', 'compare'];
const EVERYWHERE: readonly LayerKind[] = ['page', ...DECIDING];

/**
 * Every key of the desk, once: the keyboard, the list of keys and the tests are made from it. Keys *set*, they never
 * toggle, so pressing twice does no harm (darktable#5983). Delete and Backspace are left out on purpose: they get pressed by
 * accident (argilla#5113). Approving, rolling back and stopping have no key.
 */
export const KEY_TABLE: readonly KeyRow[] = [
  {
    action: 'in',
    keys: ['k', 'p'],
    layers: DECIDING,
    repeats: false,
    shown: 'K or P',
    words: 'In: the picture is in the set afterwards',
  },
  {
    action: 'out',
    keys: ['x', 'r'],
    layers: DECIDING,
    repeats: false,
    shown: 'X or R',
    words: 'Out: the picture is not in the set afterwards',
  },
  {
    action: 'agree',
    keys: ['a'],
    layers: DECIDING,
    repeats: false,
    shown: 'A',
    words: 'Agree with the plan on this one',
  },
  {
    action: 'clear',
    keys: ['u'],
    layers: DECIDING,
    repeats: false,
    shown: 'U',
    words: 'Undecided again; stays where it is',
  },
  {
    action: 'agree-rest',
    keys: ['Enter'],
    with: 'mod',
    layers: ['actor'],
    repeats: false,
    shown: 'Ctrl+Enter',
    words: 'Agree with the rest of this actor that I have seen, and go to the next',
  },
  {
    action: 'undo',
    keys: ['z'],
    with: 'mod',
    layers: EVERYWHERE,
    repeats: false,
    shown: 'Ctrl+Z',
    words: 'Take the last decision back',
  },
  {
    action: 'redo',
    keys: ['z'],
    with: 'mod+shift',
    layers: EVERYWHERE,
    repeats: false,
    shown: 'Ctrl+Shift+Z',
    words: 'Decide it again',
  },
  {
    action: 'next',
    keys: ['ArrowRight'],
    layers: DECIDING,
    repeats: true,
    shown: '→',
    words: 'Next, without deciding',
  },
  {
    action: 'previous',
    keys: ['ArrowLeft'],
    layers: DECIDING,
    repeats: true,
    shown: '←',
    words: 'Previous, without deciding',
  },
  { action: 'down', keys: ['ArrowDown'], layers: ['actor'], repeats: true, shown: '↓', words: 'One row down' },
  { action: 'up', keys: ['ArrowUp'], layers: ['actor'], repeats: true, shown: '↑', words: 'One row up' },
  { action: 'first', keys: ['Home'], layers: DECIDING, repeats: false, shown: 'Home', words: 'First picture' },
  { action: 'last', keys: ['End'], layers: DECIDING, repeats: false, shown: 'End', words: 'Last picture' },
  {
    action: 'next-undecided',
    keys: ['n'],
    layers: DECIDING,
    repeats: false,
    shown: 'N',
    words: 'Next undecided, also of another actor',
  },
  {
    action: 'previous-undecided',
    keys: ['n'],
    with: 'shift',
    layers: DECIDING,
    repeats: false,
    shown: 'Shift+N',
    words: 'Previous undecided',
  },
  {
    action: 'next-actor',
    keys: [']'],
    layers: ['actor'],
    repeats: false,
    shown: ']',
    words: 'Next actor',
  },
  {
    action: 'previous-actor',
    keys: ['['],
    layers: ['actor'],
    repeats: false,
    shown: '[',
    words: 'Previous actor',
  },
  {
    action: 'next-actor',
    keys: ['PageDown'],
    with: 'alt',
    layers: ['actor'],
    repeats: false,
    shown: 'Alt+Page down',
    words: 'Next actor, on keyboards without an easy ]',
  },
  {
    action: 'previous-actor',
    keys: ['PageUp'],
    with: 'alt',
    layers: ['actor'],
    repeats: false,
    shown: 'Alt+Page up',
    words: 'Previous actor, on keyboards without an easy [',
  },
  {
    action: 'photorealistic',
    keys: ['1'],
    layers: DECIDING,
    repeats: false,
    shown: '1',
    words: 'It is photorealistic, whatever the judge says',
  },
  {
    action: 'bw-stylized',
    keys: ['2'],
    layers: DECIDING,
    repeats: false,
    shown: '2',
    words: 'It is black-and-white, stylized',
  },
  {
    action: 'color-stylized',
    keys: ['3'],
    layers: DECIDING,
    repeats: false,
    shown: '3',
    words: 'It is colour, stylized',
  },
  { action: 'own-type', keys: ['0'], layers: DECIDING, repeats: false, shown: '0', words: 'Back to the judge’s type' },
  {
    action: 'select',
    keys: [' '],
    layers: ['actor'],
    repeats: false,
    shown: 'Space',
    words: 'Select or unselect; K, X and A then mean all that is selected',
  },
  {
    action: 'extend-next',
    keys: ['ArrowRight', 'ArrowDown'],
    with: 'shift',
    layers: ['actor'],
    repeats: true,
    shown: 'Shift+→',
    words: 'Select on to the next',
  },
  {
    action: 'extend-previous',
    keys: ['ArrowLeft', 'ArrowUp'],
    with: 'shift',
    layers: ['actor'],
    repeats: true,
    shown: 'Shift+←',
    words: 'Select on to the previous',
  },
  {
    action: 'select-all',
    keys: ['a'],
    with: 'mod',
    layers: ['actor'],
    repeats: false,
    shown: 'Ctrl+A',
    words: 'Select all changes of this actor',
  },
  {
    action: 'open',
    keys: ['Enter', 'f'],
    layers: ['actor'],
    repeats: false,
    shown: 'Enter or F',
    words: 'Look closely; Esc closes',
  },
  {
    action: 'compare',
    keys: ['c'],
    layers: DECIDING,
    repeats: false,
    shown: 'C',
    words: 'Compare with the picture the reason names; again: side by side, slider, difference',
  },
  {
    action: 'full-size',
    keys: ['z'],
    layers: ['loupe'],
    repeats: false,
    shown: 'Z',
    words: 'Full size or fitted',
  },
  { action: 'reasons', keys: ['i'], layers: DECIDING, repeats: false, shown: 'I', words: 'Show or hide the reasons' },
  {
    action: 'blind',
    keys: ['b'],
    layers: DECIDING,
    repeats: false,
    shown: 'B',
    words: 'Hide what the plan says while held',
  },
  { action: 'search', keys: ['/'], layers: ['page', 'actor'], repeats: false, shown: '/', words: 'Search' },
  {
    action: 'go-cast',
    keys: ['g c'],
    layers: ['page', 'actor'],
    repeats: false,
    shown: 'G then C',
    words: 'To the cast',
  },
  {
    action: 'go-runs',
    keys: ['g r'],
    layers: ['page', 'actor'],
    repeats: false,
    shown: 'G then R',
    words: 'To the run',
  },
  {
    action: 'go-history',
    keys: ['g h'],
    layers: ['page', 'actor'],
    repeats: false,
    shown: 'G then H',
    words: 'To the history',
  },
  { action: 'keys', keys: ['?'], layers: EVERYWHERE, repeats: false, shown: '?', words: 'This list' },
];
