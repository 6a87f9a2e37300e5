import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restoreCommand, rollbackCommand, shellWord } from '../../../core/report/commands.ts';

test.each([
  ['ada', 'a.jpg', 'npx evencast restore ada a.jpg'],
  ['ada b', "it's.jpg", `npx evencast restore 'ada b' 'it'\\''s.jpg'`],
  ['ada', '-rf.jpg', 'npx evencast restore -- ada -rf.jpg'],
  ['ada', '$(reboot).jpg', "npx evencast restore ada '$(reboot).jpg'"],
  ['', 'a.jpg', "npx evencast restore '' a.jpg"],
])('the image %j %j is put back by %s', (actor, file, command) => expect(restoreCommand(actor, file)).toBe(command));

test('a run is taken back by its name', () => expect(rollbackCommand('r 1')).toBe("npx evencast rollback 'r 1'"));

test('a shell takes any name as one word, and runs nothing of it', () => {
  const names = fc.sample(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), 300);
  const command = `printf '%s\\0' ${names.map(shellWord).join(' ')}`;
  const said = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' });
  expect(said.split('\0').slice(0, -1)).toEqual(names);
});
