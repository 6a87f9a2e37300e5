const begun = Date.now();

/** Says what is being done, one line on stderr: the test takes minutes, and people watch it. */
export function say(words: string): void {
  process.stderr.write(`deploy test · ${String(Math.round((Date.now() - begun) / 1000)).padStart(3)} s · ${words}\n`);
}
