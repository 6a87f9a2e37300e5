import { describe, expect, test } from 'vitest';
import { actionFor, type KeyPress, pairBegun, type Situation } from '../../web/keys/action-for.ts';
import type { LayerKind } from '../../web/keys/key-row.ts';
import { KEY_TABLE } from '../../web/keys/key-table.ts';

const LAYERS: readonly LayerKind[] = ['page', 'actor', 'loupe', 'compare', 'dialog'];

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  meta: false,
  alt: false,
  shift: false,
  altGraph: false,
  repeat: false,
  ...more,
});

const at = (layer: LayerKind, more: Partial<Situation> = {}): Situation => ({
  layer,
  loading: false,
  inField: false,
  onControl: false,
  lettersOff: false,
  after: undefined,
  ...more,
});

describe('what a key asks for', () => {
  test.each([
    ['k', 'in'],
    ['K', 'in'],
    ['p', 'in'],
    ['x', 'out'],
    ['r', 'out'],
    ['a', 'agree'],
    ['u', 'clear'],
    ['ArrowRight', 'next'],
    ['n', 'next-undecided'],
    [']', 'next-actor'],
    ['1', 'photorealistic'],
    ['0', 'own-type'],
    [' ', 'select'],
    ['Enter', 'open'],
    ['c', 'compare'],
    ['?', 'keys'],
  ])('%j over the pictures of an actor', (key, action) => {
    expect(actionFor(press(key), at('actor'))).toBe(action);
  });

  test('a letter under Ctrl, Alt or Cmd is the browser’s unless the table says otherwise', () => {
    for (const key of ['k', 'x', 'p', 'r', 'u', 'n', 'c', '1', ' ', '0'])
      for (const chord of [{ ctrl: true }, { meta: true }, { alt: true }])
        expect(actionFor(press(key, chord), at('actor')), `${key} ${JSON.stringify(chord)}`).toBeUndefined();
    expect(actionFor(press('z', { meta: true }), at('actor'))).toBe('undo');
    expect(actionFor(press('Z', { ctrl: true, shift: true }), at('actor'))).toBe('redo');
    expect(actionFor(press('Enter', { ctrl: true }), at('actor'))).toBe('agree-rest');
  });

  test('nothing in a text field, not even a chord: Ctrl+Z there is the field’s', () => {
    for (const row of KEY_TABLE)
      for (const key of row.keys)
        expect(actionFor(press(key, { ctrl: row.with === 'mod' }), at('actor', { inField: true }))).toBeUndefined();
  });

  test('nothing while the layer on top still loads', () => {
    for (const row of KEY_TABLE)
      for (const key of row.keys) expect(actionFor(press(key), at('loupe', { loading: true })), key).toBeUndefined();
  });

  test('a dialog has the keys of its own buttons and no others', () => {
    for (const row of KEY_TABLE)
      for (const key of row.keys) expect(actionFor(press(key), at('dialog')), key).toBeUndefined();
  });

  test('Delete and Backspace do nothing anywhere', () => {
    for (const layer of LAYERS)
      for (const key of ['Delete', 'Backspace']) expect(actionFor(press(key), at(layer))).toBeUndefined();
  });

  test('holding a key that decides decides once; holding an arrow moves on', () => {
    for (const key of ['k', 'x', 'a', 'u', 'p', 'r'])
      expect(actionFor(press(key, { repeat: true }), at('actor'))).toBeUndefined();
    expect(actionFor(press('Enter', { ctrl: true, repeat: true }), at('actor'))).toBeUndefined();
    expect(actionFor(press('ArrowRight', { repeat: true }), at('actor'))).toBe('next');
  });

  test('what decides does nothing on a screen without pictures', () => {
    for (const key of ['k', 'x', 'a', 'u', ' ', 'c', '1'])
      expect(actionFor(press(key), at('page')), key).toBeUndefined();
  });

  test('Enter and Space on a button press the button', () => {
    expect(actionFor(press('Enter'), at('actor', { onControl: true }))).toBeUndefined();
    expect(actionFor(press(' '), at('actor', { onControl: true }))).toBeUndefined();
    expect(actionFor(press('k'), at('actor', { onControl: true }))).toBe('in');
  });

  test('with letters switched off only named keys and chords are left', () => {
    const off = at('actor', { lettersOff: true });
    for (const key of ['k', 'x', 'a', 'u', 'n', 'c', '1', '?', '/', ']'])
      expect(actionFor(press(key), off), key).toBeUndefined();
    expect(actionFor(press('N', { shift: true }), off)).toBeUndefined();
    expect(pairBegun(press('g'), off)).toBeUndefined();
    expect(actionFor(press('ArrowRight'), off)).toBe('next');
    expect(actionFor(press('z', { ctrl: true }), off)).toBe('undo');
  });

  test.each([
    ['AltGr+9 on Windows', press(']', { ctrl: true, alt: true, altGraph: true }), 'next-actor'],
    ['Option+6 on a Mac', press(']', { alt: true }), 'next-actor'],
    ['Shift+7', press('/', { shift: true }), 'search'],
    ['Shift+ß', press('?', { shift: true }), 'keys'],
    ['Alt+Page down', press('PageDown', { alt: true }), 'next-actor'],
    ['Alt+Page up', press('PageUp', { alt: true }), 'previous-actor'],
  ])('a German keyboard: %s', (_, pressed, action) => {
    expect(actionFor(pressed, at('actor'))).toBe(action);
  });

  test('G then C goes to the cast; C alone compares', () => {
    expect(pairBegun(press('g'), at('actor'))).toBe('g');
    expect(pairBegun(press('k'), at('actor'))).toBeUndefined();
    expect(actionFor(press('h'), at('page', { after: 'g' }))).toBe('go-history');
    expect(actionFor(press('h'), at('page'))).toBeUndefined();
    expect(actionFor(press('c'), at('actor'))).toBe('compare');
    expect(actionFor(press('c'), at('actor', { after: 'g' }))).toBe('go-cast');
    expect(actionFor(press('r'), at('actor', { after: 'g' }))).toBe('go-runs');
    expect(actionFor(press('x'), at('actor', { after: 'g' }))).toBeUndefined();
  });

  test('nothing that cannot be taken back with one key has a key', () => {
    const actions: readonly string[] = KEY_TABLE.map(({ action }) => action);
    for (const never of ['approve', 'roll-back', 'stop', 'apply', 'discard']) expect(actions).not.toContain(never);
  });

  test('no two rows of a layer want the same key', () => {
    for (const layer of LAYERS) {
      const keys = KEY_TABLE.filter((row) => row.layers.includes(layer)).flatMap((row) =>
        row.keys.map((key) => `${row.with ?? ''} ${key}`),
      );
      expect(new Set(keys).size, layer).toBe(keys.length);
    }
  });
});
