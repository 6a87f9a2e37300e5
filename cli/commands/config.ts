import { initConfig, loadConfig } from '../../local/config-file.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** `evencast config init`: writes a commented starting config. */
export async function configInitCommand(io: Io): Promise<number> {
  io.stdout.write(`Wrote ${await initConfig(io.cwd)}. Check it after editing with: npx evencast config check\n`);
  return EXIT.done;
}

/** `evencast config check`: names every problem of the config by its path; the errors are thrown by reading it. */
export async function configCheckCommand(named: string | undefined, io: Io): Promise<number> {
  const { file } = await loadConfig(io.cwd, named);
  io.stdout.write(
    file === undefined
      ? 'There is no config here; the defaults hold. Write one with: npx evencast config init\n'
      : `${file} is valid.\n`,
  );
  return EXIT.done;
}
