import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** A file of the pages. */
export interface PageFile {
  readonly body: Uint8Array;
  readonly contentType: string;
  /** Whether its name changes with its content, so that it can be kept for good. */
  readonly isHashed: boolean;
}

/** The files of the pages by their paths: what is not in this table is not there. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Reads the built pages once; an empty table where they were not built. No path of a request ever leads to a file. */
export async function pageFiles(folder: string): Promise<PageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, PageFile>();
  for (const entry of entries) {
    const contentType = TYPES[extname(entry.name).toLowerCase()];
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length).replaceAll('\\', '/').replace(/^\/*/, '/');
    files.set(name, { body: await readFile(path), contentType, isHashed: name.startsWith('/assets/') });
  }
  return files;
}
