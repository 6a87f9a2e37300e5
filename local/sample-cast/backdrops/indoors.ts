import { box, type DrawBackdrop, disc, glow, many, shape, sky } from './backdrop.ts';

/** A paper roll lit from one side. */
export const studio: DrawBackdrop = (random, width) => {
  const [edge, middle] = random.pick([
    ['#4a5058', '#a7aeb8'],
    ['#8f8a82', '#d8d3c9'],
    ['#2d3f52', '#6f8aa3'],
    ['#5a2f28', '#b5705a'],
    ['#39452f', '#8a9873'],
  ]);
  return {
    shapes:
      box(0, 0, width, 100, edge) +
      glow(random.between(0, 1) * width, random.between(10, 80), random.between(45, 75), middle, 'wash') +
      shape(
        [
          [0, 88],
          [width, random.between(78, 88)],
          [width, 100],
          [0, 100],
        ],
        edge,
        0.5,
      ),
    mood: { sky: '#8b8b90', ground: '#55504c', key: '#fff6ea', strength: 1.05 },
  };
};

/** A bright window and what stands around it. */
export const window_: DrawBackdrop = (random, width) => {
  const [x, wide] = [random.between(0, 0.5) * width, random.between(0.35, 0.5) * width];
  return {
    shapes:
      sky(width, ['#7d6a58', '#594a3e']) +
      box(x - 3, 4, wide + 6, 68, '#efe8da') +
      box(x, 7, wide, 62, '#e6f1f4') +
      many(12, () =>
        disc(
          x + random.next() * wide,
          random.between(30, 69),
          random.between(2, 7),
          random.pick(['#a9c48a', '#7fa868', '#cfdcb8']),
          0.8,
        ),
      ) +
      box(x + wide / 2 - 1, 7, 2, 62, '#efe8da') +
      box(x, 36, wide, 2, '#efe8da') +
      shape(
        [
          [x - 12, 0],
          [x - 1, 0],
          [x - 6, 80],
          [x - 14, 84],
        ],
        '#c9b08a',
        0.9,
      ) +
      shape(
        [
          [x + wide + 1, 0],
          [x + wide + 12, 0],
          [x + wide + 14, 84],
          [x + wide + 6, 80],
        ],
        '#c9b08a',
        0.9,
      ) +
      box(0, 82, width, 30, '#3f332a'),
    mood: { sky: '#a59a8c', ground: '#5d4c3e', key: '#eaf2f6', strength: 1.05 },
  };
};

/** Shelves of books. */
export const library: DrawBackdrop = (random, width) => {
  let shapes = box(0, 0, width, 100, '#2e2119');
  for (let shelf = random.between(-12, 0); shelf < 100; shelf += 21) {
    for (let x = 1; x < width; ) {
      const [wide, high] = [random.between(1.6, 4.2), random.between(11, 17)];
      shapes += box(
        x,
        shelf + 18 - high,
        wide,
        high,
        random.pick(['#7a2e26', '#2f4a5c', '#b58a4a', '#4f5f3a', '#d3c3a0', '#5a3a4f', '#26282c']),
      );
      x += wide + (random.next() < 0.1 ? 6 : 0.3);
    }
    shapes += box(0, shelf + 18, width, 2.4, '#5c4330');
  }
  return {
    shapes: shapes + glow(random.between(0, 1) * width, 15, 40, '#ffd9a0', 'lamp', 0.5),
    mood: { sky: '#8a7460', ground: '#5a4332', key: '#ffe0b4', strength: 0.9 },
  };
};

/** Bricks, and something pasted on them. */
export const bricks: DrawBackdrop = (random, width) => {
  let shapes = box(0, 0, width, 100, '#b7a798');
  for (let row = 0; row < 17; row++) {
    for (let x = (row % 2) * -6; x < width; x += 12) {
      shapes += box(x, row * 6, 11.4, 5.4, random.pick(['#9a4a36', '#8a3f2e', '#a85a42', '#7d3a2c', '#b06a50']));
    }
  }
  const [x, y] = [random.between(0, 0.7) * width, random.between(5, 45)];
  return {
    shapes:
      shapes +
      box(x, y, 26, 34, random.pick(['#e9e2d0', '#2a4a6a', '#d9a02f'])) +
      disc(x + 13, y + 14, 9, random.pick(['#c9382c', '#22262b', '#f2efe6'])),
    mood: { sky: '#a8a6a8', ground: '#8a6a58', key: '#fff2e0', strength: 0.95 },
  };
};

/** Tiles, a shelf of jars and a lamp. */
export const kitchen: DrawBackdrop = (random, width) => {
  const shelf = random.between(28, 46);
  return {
    shapes:
      sky(width, ['#dfe3da', '#b9c4b8']) +
      many(60, (index) =>
        box(
          (index % 10) * (width / 10) + 0.4,
          Math.floor(index / 10) * 12 + 0.4,
          width / 10 - 0.8,
          11.2,
          random.pick(['#e8ebe2', '#d3dbd0', '#c3d0c6']),
        ),
      ) +
      many(14, (index) =>
        box(
          index * (width / 13) - 2,
          shelf - random.between(7, 15),
          random.between(4, 6.5),
          16,
          random.pick(['#c9553c', '#e0b04a', '#6f8f7a', '#8a5a3c', '#f2ede0', '#3f5a6a']),
          'rx="1"',
        ),
      ) +
      box(0, shelf, width, 2.4, '#7a5638') +
      box(0, 74, width, 30, '#8f6a48') +
      box(0, 72, width, 3, '#d9cfbf') +
      glow(random.between(0.1, 0.9) * width, 8, 26, '#fff3cf', 'lamp', 0.95),
    mood: { sky: '#c3c6bc', ground: '#8f7a62', key: '#fff0d4', strength: 0.95 },
  };
};

/** Coloured beams over a dark stage. */
export const stage: DrawBackdrop = (random, width) => ({
  shapes:
    sky(width, ['#0c0a14', '#1b1224', '#241421']) +
    many(6, (index) => {
      const [from, to] = [random.between(0, width), random.between(-20, width + 20)];
      return shape(
        [
          [from - 1, 0],
          [from + 1, 0],
          [to + 14, 100],
          [to - 14, 100],
        ],
        ['#ff4f6a', '#5a7dff', '#ffb03a', '#3ad0c0', '#c04fff', '#ff7a3a'][index] ?? '#ffffff',
        0.33,
      );
    }) +
    many(8, () =>
      glow(random.between(0, width), random.between(0, 12), 7, '#fff1cf', `lamp${Math.floor(random.next() * 1e6)}`),
    ),
  mood: { sky: '#4a3f74', ground: '#6a2f4a', key: '#ffd9c0', strength: 0.9 },
});

/** Tables, hanging lamps and people too far away to know. */
export const cafe: DrawBackdrop = (random, width) => ({
  shapes:
    sky(width, ['#4a3528', '#7a5a40', '#3a2a20']) +
    box(0, 20, width * 0.4, 40, '#cfae7a') +
    many(7, () => {
      const [x, y] = [random.between(0, width), random.between(8, 30)];
      return (
        box(x - 0.2, 0, 0.4, y, '#1d1612') +
        disc(x, y, random.between(3, 5), '#ffdf9a', 0.95) +
        disc(x, y, 9, '#ffc970', 0.25)
      );
    }) +
    many(6, () => {
      const [x, y] = [random.between(0, width), random.between(48, 62)];
      return (
        disc(x, y, 4, random.pick(['#d3a483', '#8a5a3f', '#e8c3a4'])) +
        box(x - 6, y + 4, 12, 22, random.pick(['#9a3b32', '#34506a', '#d8cdb8', '#3f4a3a']), 'rx="5"')
      );
    }) +
    many(5, (index) => box(index * 24 - random.between(0, 8), 74, 18, 3, '#8a5f3c')) +
    box(0, 90, width, 10, '#241a14'),
  mood: { sky: '#8f7058', ground: '#5f4030', key: '#ffd6a0', strength: 0.85 },
});
