import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUCKET_LAYOUT, type LayoutSettings, layoutOf, PLAIN_LAYOUT } from '../../core/layout.ts';

const LAYOUTS: readonly LayoutSettings[] = [
  BUCKET_LAYOUT,
  PLAIN_LAYOUT,
  { actorsPrefix: 'a/b', imagesFolder: 'c/d', statePrefix: 'a/b/state' },
  { actorsPrefix: '', imagesFolder: 'set', statePrefix: 'balancing' },
];
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/^\.|[/\0]/.test(text) && !['state', 'balancing', '.evencast'].includes(text));

describe.each(LAYOUTS)('in the layout %j', (settings) => {
  const layout = layoutOf(settings);

  test('the key of every image tells whose it is', () => {
    fc.assert(
      fc.property(name, name, (actor, file) => {
        expect(layout.imageAt(layout.image(actor, file))).toEqual({ actor, file });
      }),
    );
  });

  test('no record of ours is taken for an image', () => {
    const records = [
      layout.run('r1', 'run.json'),
      layout.runActor('r1', 'ada', 'composite.jpg'),
      layout.manifest('ada'),
      layout.retired('r1', 'ada', 'a.png'),
      layout.verdict('00', 'k'),
      layout.upload('ada'),
      layout.uploadStarts,
      layout.waitingRun('r1'),
    ];
    for (const key of records) expect(layout.imageAt(key), key).toBeUndefined();
  });

  test('whatever a key is, it names a whole image or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (key) => {
        const image = layout.imageAt(key);
        if (image !== undefined) expect(layout.image(image.actor, image.file)).toBe(key);
      }),
    );
  });
});

test('the marks of actors can be told from what is noted beside them, whatever an actor is called', () => {
  const layout = layoutOf(BUCKET_LAYOUT);
  for (const actor of ['starts', 'starts.json', 'actors']) {
    expect(layout.upload(actor)).not.toBe(layout.uploadStarts);
    expect(layout.uploadStarts.startsWith(layout.uploads)).toBe(false);
  }
});
