import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { tableLines } from '../../../cli/render/table.ts';

const COLUMNS = [{ title: 'actor' }, { title: 'score', align: 'right' }, { title: 'state' }] as const;

describe('a table on a terminal', () => {
  test('has columns as wide as their widest cell, numbers to the right, no space at the end of a line', () => {
    const rows = [
      ['ada', '7.5', 'balanced'],
      ['Zoë Lovelace', '10.0', ''],
    ];
    expect(tableLines(COLUMNS, rows, String)).toEqual([
      'actor         score  state',
      'ada             7.5  balanced',
      'Zoë Lovelace   10.0',
    ]);
  });

  test('stands straight under wide characters, accents and colours', () => {
    const rows = [
      ['日本', '1', 'x'],
      ['👩‍🚀', '2', 'x'],
      ['zoe\u0308', '3', 'x'],
      ['\u001b[31mred\u001b[39m', '4', 'x'],
    ];
    const columnOfX = tableLines(COLUMNS, rows, String)
      .slice(1)
      .map((line) => stringWidth(line.slice(0, line.lastIndexOf('x'))));
    expect(new Set(columnOfX).size).toBe(1);
  });

  test('without rows is its heading, and the heading alone is styled', () => {
    expect(tableLines(COLUMNS, [], (text) => `<${text}>`)).toEqual(['<actor  score  state>']);
    expect(tableLines(COLUMNS, [['a', '1', 'b']], (text) => `<${text}>`)[1]).not.toContain('<');
  });

  test('a row with fewer cells, such as a failed actor’s, leaves the others in place', () => {
    const lines = tableLines(COLUMNS, [['a'], ['b', '1', 'c']], String);
    expect(lines).toEqual(['actor  score  state', 'a', 'b          1  c']);
  });

  test('no cell is cut and none moves another, whatever stands in it', () => {
    const cell = fc.stringMatching(/^[a-z日😀]{0,8}$/u);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (rows) => {
        const ended = rows.map((row) => [...row.slice(0, 2), `${row[2]}|`]);
        const starts = tableLines(COLUMNS, ended, String)
          .slice(1)
          .map((line, at) => stringWidth(line) - stringWidth(ended[at]?.[2] ?? ''));
        expect(new Set(starts).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});
