const LOCAL = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST'];

/** Whether an error is one of this machine's files, which trying again does not mend. */
export function isLocalError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && LOCAL.includes(String(error.code));
}

/** Whether an error says that the disk, or the user's part of it, is full. */
export function isDiskFull(error: unknown): boolean {
  return isLocalError(error) && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
