#!/usr/bin/env node
// In the repository the sources run as they are; the package holds what was compiled from them, because Node runs no
// TypeScript inside node_modules. This file is JavaScript and plain enough for an old Node to say that it is too old.
import { existsSync, readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const [wantedMajor, wantedMinor] = manifest.engines.node.match(/\d+/g).map(Number);
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  process.stderr.write(
    `Evencast needs Node ${wantedMajor}.${wantedMinor} or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
} else {
  const sources = new URL('./evencast.ts', import.meta.url);
  await import(existsSync(sources) ? sources.href : '../dist/bin/evencast.js');
}
