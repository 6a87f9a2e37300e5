import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { benchDesk } from '../../bench/desk/bench-desk.ts';
import { ensureSampleCast } from '../../local/sample-cast/ensure-sample-cast.ts';
import {
  approveByKeyboard,
  decideByKeyboard,
  filesOf,
  startByKeyboard,
  takeBackByKeyboard,
} from '../support/circle-journey.ts';
import { CHROMIUM, openPage, startBrowser } from '../support/desk-browser.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Of the four people of the sample cast: with all of them the circle takes twice as long and shows nothing more. */
const LEFT_OUT = ['cy-vale', 'dee-marsh'];

test.skipIf(CHROMIUM === undefined)(
  'the whole circle on two people of the sample cast by keyboard alone, with the offline judge and maker (needs Chromium)',
  async () => {
    const cwd = temporaryFolder();
    const folder = await ensureSampleCast(cwd, () => undefined);
    for (const actor of LEFT_OUT) await rm(join(folder, actor), { recursive: true });
    const before = filesOf(folder);
    const [browser, stand] = await Promise.all([startBrowser(), benchDesk(folder, cwd)]);
    const { page, errors } = await openPage(browser, stand.address + stand.desk.gate.newEntry());
    page.setDefaultTimeout(60_000);
    await startByKeyboard(page, 'dry-run');
    expect(filesOf(folder)).toEqual(before);
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await startByKeyboard(page, 'execute');
    await decideByKeyboard(page, async () => {
      await page.reload();
    });
    await approveByKeyboard(page);
    expect(filesOf(folder)).not.toEqual(before);
    await takeBackByKeyboard(page);
    expect(filesOf(folder)).toEqual(before);
    expect(errors).toEqual([]);
    await browser.close();
    await stand.close();
  },
);
