import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskStand, pictures } from '../../support/desk-stand.ts';
import { contentOf } from '../../support/folder-content.ts';
import { lambdaDeskStand } from '../../support/lambda-desk-stand.ts';
import { terminal } from '../../support/terminal.ts';

let stand: DeskStand;
beforeAll(async () => {
  stand = await lambdaDeskStand({ ada: await pictures('photorealistic', 6) });
});
afterAll(() => stand.close());

test('single pictures are not taken back at a deployed desk: it names the command, and no image moves', async () => {
  const t = terminal({ cwd: stand.cwd, env: stand.env });
  expect((await t.type('run', stand.folder, '--execute', '--approve', 'auto', '--run-id', 'r1')).code).toBe(0);
  const kim = await stand.visit();
  const [{ putBack } = { putBack: [] }] = (await kim.call('rollbackPreview', { query: '?run=r1' })).actors;
  const [retired] = putBack;
  expect(retired).toBeDefined();
  const before = contentOf(stand.folder);
  const body = { run: 'r1', pictures: [{ actor: 'ada', file: retired?.file }], reason: 'this one' };
  const { message } = await kim.refused('takeBackPictures', { body });
  expect(message).toContain(`npx evencast restore --stack Evencast ada ${retired?.file}`);
  expect(contentOf(stand.folder)).toEqual(before);
});
