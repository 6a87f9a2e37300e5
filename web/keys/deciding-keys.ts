import { DECIDING, EVERYWHERE, type KeyRow } from './key-row.ts';

/** The keys that decide, and take back what was decided. */
export const DECIDING_KEYS: readonly KeyRow[] = [
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
];
