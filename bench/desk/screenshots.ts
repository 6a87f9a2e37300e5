import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { ensureSampleCast } from '../../local/sample-cast/ensure-sample-cast.ts';
import { openPage, startBrowser } from '../../test/support/desk-browser.ts';
import {
  DESK_SCREENS,
  type DeskScreen,
  picturesAreDrawn,
  type ScreenPlaces,
  showScreen,
} from '../../test/support/desk-screens.ts';
import { type BenchDesk, benchDesk, type Caller, callerOf, inNewFolder, runToReview } from './bench-desk.ts';

/** Takes a picture of every screen of the desk in both schemes, over the sample cast that `npm start` draws. */

const FOLDER = join(import.meta.dirname, '../../docs/desk');
const SIZE = { width: 1280, height: 800 };
/** WebP: text stays sharp, and all of them together are small enough for a repository. */
const QUALITY = 72;
/** Further actors, who have the pictures of another one: a cast of four is shown as cards, and the list is to be seen too. */
const OTHERS = [
  ['dana-moss', 1],
  ['eli-wood', 2],
  ['fay-hart', 3],
  ['gus-bell', 1],
] as const;

/** Approves and carries out a run about one actor, so that there is something to follow and to take back. */
async function carryOut(call: Caller, desk: BenchDesk, actor: string): Promise<string> {
  const { run, planHash, changes } = await runToReview(call, desk, [actor]);
  const decisions = changes.map(({ change }) => ({
    actor,
    change: change.id,
    outcome: change.kind === 'retire' ? 'out' : 'in',
  }));
  const { sequence } = await call('decide', { id: run, planHash, body: { kind: 'decide', decisions } });
  const typed = changes.filter(({ change }) => change.kind === 'retire').length;
  await call('approve', { id: run, planHash, body: { sequence, typed, note: 'weekly' } });
  await desk.desk.keeper.idle();
  return run;
}

/** The first actor of a run one of whose changes is a copy. */
function withCopy(changes: Awaited<ReturnType<typeof runToReview>>['changes']): string {
  const found = changes.find(({ group }) => group === 'near-copy') ?? changes.find(({ kept }) => kept !== null);
  if (found === undefined) throw new Error('The sample cast has no copy any more.');
  return found.actor;
}

async function take(page: Page, address: string, screen: DeskScreen, places: ScreenPlaces): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await showScreen(page, address, screen, places);
    await picturesAreDrawn(page);
    await page.waitForTimeout(250);
    const file = join(FOLDER, `${screen.name}-${scheme}.webp`);
    const { size } = await sharp(await page.screenshot())
      .webp({ quality: QUALITY, effort: 6 })
      .toFile(file);
    process.stdout.write(`${file}: ${(size / 1024).toFixed(0)} KiB\n`);
  }
}

await inNewFolder(async (cwd) => {
  const cast = await ensureSampleCast(cwd, () => process.stdout.write('Drawing the sample cast …\n'));
  const desk = await benchDesk(cast, cwd);
  const browser = await startBrowser();
  try {
    const { page, close } = await openPage(browser, 'about:blank', { viewport: SIZE });
    const call = await callerOf(desk, page.context().request);
    const own = (await call('cast')).columns.id;
    for (const [name, from] of OTHERS) await cp(join(cast, own[from] ?? ''), join(cast, name), { recursive: true });
    const done = await carryOut(call, desk, 'gus-bell');
    const { run, changes } = await runToReview(call, desk);
    const wanted = process.argv.slice(2);
    if (wanted.length === 0) await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    for (const screen of DESK_SCREENS)
      if (wanted.length === 0 || wanted.includes(screen.name))
        await take(page, desk.address, screen, { run, done, actor: withCopy(changes) });
    await close();
  } finally {
    await browser.close();
    await desk.close();
  }
});
