import { expect, test } from 'vitest';
import { checkPage } from '../../../core/judge-check/check-page.ts';
import { compareChecks } from '../../../core/judge-check/compare-checks.ts';
import { checkOf, image } from './support/checks.ts';

const HOSTILE = '<img src=x onerror=alert(1)>\u202egnp.jpg';

test('the page shows figures, drawings and wrong images, and takes names and words for text', () => {
  const check = checkOf([
    image(HOSTILE, 'photorealistic', 'bw_stylized', { reason: '</figcaption><script>alert(2)</script>' }),
    image('b.jpg', 'bw_stylized', 'bw_stylized', { source: 'a "source" & more' }),
    image('c.jpg', 'color_stylized', undefined),
  ]);
  const page = checkPage({
    check,
    comparisons: [compareChecks(check, check)],
    pictures: new Map([[HOSTILE, new Uint8Array([1, 2, 3])]]),
  });
  expect(page).not.toMatch(/<script|<img src=x|\u202e/);
  expect(page).toContain('50 %, 1 of 2');
  expect(page).toContain('c.jpg: no verdict');
  expect(page).toContain('src="data:image/jpeg;base64,AQID"');
  expect(page.match(/data:image\/svg\+xml/g)).toHaveLength(2);
});

test('where nothing is wrong the page says so', () => {
  const check = checkOf([image('b.jpg', 'bw_stylized', 'bw_stylized')]);
  expect(checkPage({ check, comparisons: [], pictures: new Map() })).toContain('<p>Nothing.</p>');
});
