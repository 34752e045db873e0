import { gitIdOf, type HubFile } from './repositories.js';

/** What the Hub lists of a file. */
export function fileEntry(path: string, { content, isLfs, sha256 }: HubFile): object {
  return {
    type: 'file',
    path,
    size: content.length,
    oid: gitIdOf(content),
    ...(isLfs && { lfs: { oid: sha256, size: content.length, pointerSize: 130 } }),
  };
}

/** The entries of a folder, or of all below it; null where there is no such folder. */
export function treeOf(
  files: ReadonlyMap<string, HubFile>,
  folder: string,
  isRecursive: boolean,
): readonly object[] | null {
  const prefix = folder === '' ? '' : `${folder}/`;
  const below = [...files].filter(([path]) => path.startsWith(prefix));
  if (below.length === 0 && folder !== '') return null;
  const folders = new Set<string>();
  const entries: object[] = [];
  for (const [path, file] of below) {
    const parts = path.slice(prefix.length).split('/');
    for (let depth = 1; depth < parts.length; depth++)
      if (isRecursive || depth === 1) folders.add(prefix + parts.slice(0, depth).join('/'));
    if (isRecursive || parts.length === 1) entries.push(fileEntry(path, file));
  }
  return [
    ...[...folders].map((path) => ({ type: 'directory', path, size: 0, oid: '0'.repeat(40) })),
    ...entries,
  ];
}
