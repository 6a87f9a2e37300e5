import type { Action, KeyRow, LayerKind } from './key-row.ts';
import { KEY_TABLE } from './key-table.ts';

/** A key as the browser tells of it. */
export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** Whether AltGr is down: on a German keyboard it is what types `[` and `]`. */
  readonly altGraph: boolean;
  readonly repeat: boolean;
}

/** Who has the keyboard, and where in it the focus is. */
export interface Situation {
  readonly layer: LayerKind;
  /** Whether that layer still loads: then it swallows keys. */
  readonly loading: boolean;
  /** Whether the focus is in something that is typed into or chosen from. */
  readonly inField: boolean;
  /** Whether the focus is on a button or a link, which has Enter and Space for itself. */
  readonly onControl: boolean;
  /** Whether keys of one character are switched off in the settings. */
  readonly lettersOff: boolean;
  /** The key before, where it may begin a pair such as `G then C`. */
  readonly after: string | undefined;
}

const isCharacter = (key: string) => [...key].length === 1;

/** A bracket, a slash and a question mark are whatever a keyboard's layout needs to type them. */
const isTyped = (key: string) => isCharacter(key) && !/^[\p{L}\p{N} ]$/u.test(key);

function chordOf({ ctrl, meta, alt, shift, altGraph, key }: KeyPress): string {
  if (isTyped(key) && (altGraph || !(ctrl || meta))) return '';
  const mod = ctrl || meta ? ['mod'] : [];
  return [...mod, ...(alt ? ['alt'] : []), ...(shift ? ['shift'] : [])].join('+');
}

function presses(row: KeyRow, press: KeyPress, after: string | undefined): boolean {
  const { keys } = row;
  const chord = row.with ?? '';
  const key = isCharacter(press.key) ? press.key.toLowerCase() : press.key;
  if (chordOf(press) !== chord) return false;
  // After a G, an R is the second half of the pair and never "out", however long it took.
  return keys.includes(after === undefined ? key : `${after} ${key}`);
}

/** What a key asks for; undefined where it asks for nothing. */
export function actionFor(press: KeyPress, situation: Situation): Action | undefined {
  const { layer, loading, inField, onControl, lettersOff, after } = situation;
  if (loading || inField) return undefined;
  const row = KEY_TABLE.find((each) => each.layers.includes(layer) && presses(each, press, after));
  if (row === undefined || (press.repeat && !row.repeats)) return undefined;
  const plain = row.with === undefined || row.with === 'shift';
  if (lettersOff && plain && isCharacter(press.key) && press.key !== ' ') return undefined;
  if (onControl && row.with === undefined && (press.key === 'Enter' || press.key === ' ')) return undefined;
  return row.action;
}

/** The first half of a pair such as `G then C`; undefined for every other key. */
export function pairBegun(press: KeyPress, situation: Situation): string | undefined {
  if (situation.loading || situation.inField || situation.lettersOff || chordOf(press) !== '') return undefined;
  const key = press.key.toLowerCase();
  const begins = (row: KeyRow) =>
    row.layers.includes(situation.layer) && row.keys.some((each) => each.startsWith(`${key} `) && each.length === 3);
  return isCharacter(key) && key !== ' ' && KEY_TABLE.some(begins) ? key : undefined;
}
