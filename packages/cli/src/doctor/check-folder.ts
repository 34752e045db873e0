import { access, constants } from 'node:fs/promises';
import type { Finding } from './finding.js';

/** Whether runs can be written into the working folder. */
export async function checkFolder(folder: string = process.cwd()): Promise<Finding> {
  const refused = await access(folder, constants.W_OK).then(
    () => null,
    (cause: NodeJS.ErrnoException) => cause.code ?? cause.message,
  );
  return {
    name: 'folder',
    status: refused === null ? 'ok' : 'missing',
    needed: true,
    found: refused === null ? folder : `${folder} (${refused})`,
    remedy: refused === null ? null : 'change to a folder that you may write into: runs go there',
  };
}
