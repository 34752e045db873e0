import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { sha256Of } from '@echo/files/sha256-of';
import { writeAtomically } from '@echo/files/write-atomically';
import { layoutOf } from './cache-layout.js';

/** A file or symbolic link as it was when the build ended. */
interface FileRecord {
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
  readonly sha256: string;
}

/** The state of a built backend on disk. */
export type CacheState =
  | { readonly state: 'ready' }
  | { readonly state: 'absent' }
  | { readonly state: 'damaged'; readonly file: string };

/** Records every file of a finished build. It is written last, so a folder without it is unfinished. */
export async function writeManifest(folder: string): Promise<void> {
  const files: FileRecord[] = [];
  for (const path of (await filesIn(folder)).sort()) {
    const { size, mtimeMs } = lstatSync(path);
    files.push({
      path: relative(folder, path),
      bytes: size,
      modified: mtimeMs,
      sha256: (await fingerprint(path)) ?? '',
    });
  }
  await writeAtomically(layoutOf(folder).manifest, `${JSON.stringify({ files }, null, 1)}\n`);
}

/**
 * Checks whether a backend is present and complete. Files whose size and time are as recorded count as
 * unchanged; one with another time (a copied cache) is hashed.
 */
export async function inspectCache(folder: string): Promise<CacheState> {
  const files = readManifest(folder);
  if (files === 'absent') return { state: 'absent' };
  if (files === 'damaged') return { state: 'damaged', file: layoutOf(folder).manifest };
  for (const file of files) {
    const path = join(folder, file.path);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined || stat.size !== file.bytes) return { state: 'damaged', file: path };
    if (stat.mtimeMs !== file.modified && (await fingerprint(path)) !== file.sha256) {
      return { state: 'damaged', file: path };
    }
  }
  return { state: 'ready' };
}

/** The SHA-256 of a file's content, or of a link's target. */
async function fingerprint(path: string): Promise<string | null> {
  if (!lstatSync(path).isSymbolicLink()) return sha256Of(path);
  return createHash('sha256').update(readlinkSync(path)).digest('hex');
}

function readManifest(folder: string): readonly FileRecord[] | 'absent' | 'damaged' {
  let text: string;
  try {
    text = readFileSync(layoutOf(folder).manifest, 'utf8');
  } catch {
    return 'absent';
  }
  try {
    const { files } = JSON.parse(text) as { files: unknown };
    return Array.isArray(files) && files.length > 0 && files.every(isFileRecord) ? files : 'damaged';
  } catch {
    return 'damaged';
  }
}

function isFileRecord(value: unknown): value is FileRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { path, bytes, modified, sha256 } = value as Partial<Record<keyof FileRecord, unknown>>;
  return (
    typeof path === 'string' &&
    typeof bytes === 'number' &&
    typeof modified === 'number' &&
    typeof sha256 === 'string'
  );
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name));
}
