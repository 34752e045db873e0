import { extname } from 'node:path';
import { type JsonAnswer, ok, refused } from './http.js';
import { addCommit, commitAt, type HubFile, type HubRepository, sha256Of } from './repositories.js';

/** Endings that the Hub keeps outside git, whatever their size. */
const LFS_ENDINGS = new Set(['.parquet', '.safetensors', '.bin', '.gguf', '.zip', '.png', '.arrow']);

/** Which files are to be uploaded outside git: by their ending, and above a size. */
export function preupload(body: Buffer, lfsFrom: number): JsonAnswer {
  const { files } = JSON.parse(body.toString()) as {
    files: { path: string; size: number; sample: string }[];
  };
  return ok({
    files: files.map(({ path, size }) => ({
      path,
      uploadMode: LFS_ENDINGS.has(extname(path)) || size >= lfsFrom ? 'lfs' : 'regular',
      shouldIgnore: false,
    })),
  });
}

/** Where each object of Git LFS is to be put; nowhere where it is known. */
export function lfsBatch(body: Buffer, url: string, objects: ReadonlyMap<string, Buffer>): JsonAnswer {
  const batch = JSON.parse(body.toString()) as {
    operation: string;
    objects: { oid: string; size: number }[];
  };
  if (batch.operation !== 'upload') return refused(400, 'Only uploads are served here.');
  return ok({
    transfer: 'basic',
    objects: batch.objects.map(({ oid, size }) => ({
      oid,
      size,
      ...(!objects.has(oid) && { actions: { upload: { href: `${url}/lfs/${oid}` } } }),
    })),
  });
}

/** Keeps an object of Git LFS, whose name must be its SHA-256. */
export function keepObject(oid: string, content: Buffer, objects: Map<string, Buffer>): JsonAnswer {
  if (sha256Of(content) !== oid) return refused(400, 'The content does not have the SHA-256 of its name.');
  objects.set(oid, content);
  return { status: 200, body: {}, headers: { etag: `"${oid}"` } };
}

type Line =
  | { readonly key: 'header'; readonly value: { readonly summary: string; readonly parentCommit?: string } }
  | {
      readonly key: 'file';
      readonly value: { readonly path: string; readonly content: string; readonly encoding: string };
    }
  | {
      readonly key: 'lfsFile';
      readonly value: { readonly path: string; readonly oid: string; readonly size: number };
    }
  | {
      readonly key: 'deletedFile' | 'deletedEntry' | 'deletedFolder';
      readonly value: { readonly path: string };
    };

/** Adds the commit that lines of JSON describe, whole or not at all. */
export function commit(
  body: Buffer,
  repository: HubRepository,
  { url, objects }: { readonly url: string; readonly objects: ReadonlyMap<string, Buffer> },
): JsonAnswer {
  const lines = body
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const [header, ...changes] = lines;
  if (header?.key !== 'header' || !header.value.summary) return refused(400, 'A commit wants a summary.');
  const { parentCommit, summary } = header.value;
  const head = commitAt(repository, 'main');
  if (parentCommit !== undefined && parentCommit !== head?.id)
    return refused(412, 'A commit has happened since. Please refresh and try again.');
  const files = new Map(head?.files);
  for (const change of changes) {
    if (change.key === 'file')
      files.set(change.value.path, regular(Buffer.from(change.value.content, 'base64')));
    else if (change.key === 'lfsFile') {
      const content = objects.get(change.value.oid);
      if (content?.length !== change.value.size)
        return refused(400, `The LFS object ${change.value.oid} was not uploaded.`);
      files.set(change.value.path, { content, isLfs: true, sha256: change.value.oid });
    } else if (change.key !== 'header')
      for (const path of files.keys())
        if (path === change.value.path || path.startsWith(`${change.value.path}/`)) files.delete(path);
  }
  const { id } = addCommit(repository, { title: summary, files });
  return ok({
    success: true,
    commitOid: id,
    commitUrl: `${url}/${repository.type}s/${repository.name}/commit/${id}`,
    hookOutput: '',
  });
}

const regular = (content: Buffer): HubFile => ({ content, isLfs: false, sha256: sha256Of(content) });
