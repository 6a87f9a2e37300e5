import { box, type DrawBackdrop, disc, glow, many, ridge, shape, short, sky } from './backdrop.ts';

/** Sea, sand and a parasol. */
export const beach: DrawBackdrop = (random, width) => {
  const [sea, sand] = [random.between(34, 52), random.between(62, 76)];
  const [x, y] = [random.between(0.08, 0.92) * width, random.between(30, 48)];
  return {
    shapes:
      sky(width, ['#5f9fd0', '#bfe0ee', '#f3ead8']) +
      many(5, () => disc(random.between(0, width), random.between(4, 26), random.between(4, 10), '#ffffff', 0.5)) +
      box(0, sea, width, 60, '#2f7f9c') +
      many(9, (index) =>
        box(random.between(-20, width), sea + 2 + index * 3, random.between(14, 40), 0.8, '#bfe3e6', 'opacity="0.6"'),
      ) +
      box(0, sand, width, 60, '#e3c48f') +
      many(40, () =>
        disc(
          random.between(0, width),
          random.between(sand, 100),
          random.between(0.3, 1.6),
          random.pick(['#c49f66', '#f3dcb0', '#a9834f']),
          0.6,
        ),
      ) +
      box(x, y, 1, 90 - y, '#7a5b3c') +
      shape(
        [
          [x - 18, y + 8],
          [x, y - 6],
          [x + 18, y + 8],
        ],
        random.pick(['#d8472f', '#e9a32c', '#2f6fb0']),
      ) +
      shape(
        [
          [x - 6, y + 8],
          [x, y - 6],
          [x + 6, y + 8],
        ],
        '#f7f1e4',
      ),
    mood: { sky: '#a9c8e0', ground: '#c9a878', key: '#fff3dc', strength: 1.1 },
  };
};

/** Trunks and leaves with the sun behind them. */
export const forest: DrawBackdrop = (random, width) => ({
  shapes:
    sky(width, ['#7f9c4a', '#4c6b2f', '#26391c']) +
    glow(random.between(0.1, 0.9) * width, random.between(5, 40), 45, '#fff6c0', 'sun', 0.9) +
    many(11, () => {
      const [x, thick] = [random.between(0, width), random.between(1.5, 6)];
      return shape(
        [
          [x - thick, 100],
          [x - thick * 0.6, 0],
          [x + thick * 0.6, 0],
          [x + thick, 100],
        ],
        random.pick(['#2b2116', '#3c2f1f', '#574530']),
      );
    }) +
    many(120, () =>
      disc(
        random.between(0, width),
        random.between(0, 100) ** 1.05,
        random.between(1, 4.5),
        random.pick(['#8fb349', '#3e5e25', '#c9d873', '#1f3117', '#5f8a35']),
        random.between(0.25, 0.8),
      ),
    ) +
    many(26, () =>
      disc(
        random.between(0, width),
        random.between(0, 60),
        random.between(1.5, 4),
        '#f4f7c8',
        random.between(0.2, 0.6),
      ),
    ),
  mood: { sky: '#9fb07a', ground: '#4c5a2e', key: '#fff0c4', strength: 0.85 },
});

/** Grass and flowers under a low sun. */
export const meadow: DrawBackdrop = (random, width) => {
  const horizon = random.between(38, 62);
  return {
    shapes:
      sky(width, ['#38486f', '#c7765a', '#f7c069', '#ffe3a0']) +
      glow(random.between(0, 1) * width, horizon - 8, 38, '#fff1b8', 'sun') +
      ridge(random, width, horizon, 9, '#6d4a4c') +
      ridge(random, width, horizon + 8, 8, '#6b6a33') +
      ridge(random, width, horizon + 18, 7, '#4f5a26') +
      many(70, () =>
        disc(
          random.between(0, width),
          random.between(horizon + 16, 100),
          random.between(0.5, 2),
          random.pick(['#e8b23f', '#d95a4a', '#f2e6c8', '#8fa13a', '#2f3a18']),
          0.8,
        ),
      ),
    mood: { sky: '#c98f6f', ground: '#6a5a34', key: '#ffc98a', strength: 1 },
  };
};

/** Snow, rock and a cold sky. */
export const mountains: DrawBackdrop = (random, width) => ({
  shapes:
    sky(width, ['#3f6fa6', '#9fc3dd', '#e6eef2']) +
    ridge(random, width, 52, 40, '#8496ab') +
    ridge(random, width, 62, 30, '#f0f3f6') +
    ridge(random, width, 70, 22, '#5f6f80') +
    ridge(random, width, 84, 14, '#dfe7ee') +
    many(30, () => {
      const [x, y, size] = [random.between(0, width), random.between(70, 98), random.between(3, 11)];
      return shape(
        [
          [x - size * 0.4, y],
          [x, y - size * 1.8],
          [x + size * 0.4, y],
        ],
        random.pick(['#22382f', '#2e4a3c', '#1b2c26']),
      );
    }),
  mood: { sky: '#a9c4dc', ground: '#cfd9e2', key: '#fff8ea', strength: 1 },
});

/** House fronts, windows and a pavement. */
export const street: DrawBackdrop = (random, width) => {
  let houses = '';
  for (let x = -5; x < width; ) {
    const [wide, top] = [random.between(14, 26), random.between(-10, 30)];
    houses += box(x, top, wide, 100, random.pick(['#b98a62', '#8f9aa3', '#c9b79a', '#9c5a48', '#6d7b74']));
    for (let row = top + 6; row < 66; row += 13) {
      houses += many(2, (index) =>
        box(x + wide * (0.16 + index * 0.42), row, wide * 0.24, 8, random.pick(['#39434d', '#e8dcb0', '#56646f'])),
      );
    }
    x += wide;
  }
  return {
    shapes:
      sky(width, ['#b9cbd6', '#dfe4e2']) +
      houses +
      shape(
        [
          [0, 80],
          [width, 74],
          [width, 100],
          [0, 100],
        ],
        '#77736d',
      ) +
      many(6, () =>
        box(
          random.between(0, width),
          random.between(62, 70),
          random.between(6, 14),
          9,
          random.pick(['#b02f2b', '#2c4a70', '#d8d4c8', '#22262b']),
          'rx="3"',
        ),
      ),
    mood: { sky: '#bcc8d0', ground: '#8a8178', key: '#fff4e2', strength: 0.9 },
  };
};

/** Lamps out of focus over a wet road. */
export const night: DrawBackdrop = (random, width) => ({
  shapes:
    sky(width, ['#0b1020', '#1a1d36', '#2a1f33']) +
    many(10, () =>
      box(
        random.between(-5, width),
        random.between(5, 45),
        random.between(8, 20),
        100,
        random.pick(['#12162a', '#191a2c', '#0d1120']),
      ),
    ) +
    many(60, () =>
      box(
        random.between(0, width),
        random.between(10, 70),
        1.2,
        1.6,
        random.pick(['#f3c76a', '#7fb0d8']),
        'opacity="0.7"',
      ),
    ) +
    many(34, () =>
      disc(
        random.between(0, width),
        random.between(15, 95),
        random.between(2, 7),
        random.pick(['#ffb347', '#ff5a4a', '#6fd0ff', '#ffd98a', '#b07aff', '#58e0a0']),
        random.between(0.25, 0.85),
      ),
    ),
  mood: { sky: '#3a4670', ground: '#5a3a48', key: '#ffcf96', strength: 0.75 },
});

/** Boats, masts and water. */
export const harbour: DrawBackdrop = (random, width) => {
  const water = random.between(50, 64);
  const boat = (): string => {
    const [x, y, size] = [random.between(0, width), water + random.between(0, 14), random.between(8, 16)];
    const hull = shape(
      [
        [x - size, y],
        [x + size, y],
        [x + size * 0.7, y + size * 0.4],
        [x - size * 0.7, y + size * 0.4],
      ],
      random.pick(['#b5362e', '#f2efe6', '#20486f', '#2b2b2e']),
    );
    return `${box(x - 0.4, y - size * 2.4, 0.8, size * 2.4, '#4b3a2c')}${shape(
      [
        [x + 1, y - size * 2.2],
        [x + size * 0.9, y - 2],
        [x + 1, y - 2],
      ],
      '#f4f0e4',
      0.95,
    )}${hull}`;
  };
  return {
    shapes:
      sky(width, ['#8fa9b8', '#d6dcd8', '#efe2cc']) +
      ridge(random, width, water, 12, '#7d8f96') +
      box(0, water, width, 60, '#4a7585') +
      many(24, () =>
        box(
          random.between(-10, width),
          random.between(water, 100),
          random.between(5, 26),
          0.7,
          random.pick(['#a9cbd0', '#2f5563']),
          `opacity="${short(0.6)}"`,
        ),
      ) +
      many(6, boat),
    mood: { sky: '#b7c6cc', ground: '#6f8a90', key: '#fff1dc', strength: 0.95 },
  };
};
