import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const END = 1 << 20;

/** A name for the content of a file: from its size, its first and its last mebibyte. */
export async function contentId(file: Blob): Promise<string> {
  const ends = [file.slice(0, END), file.slice(-END)];
  const hash = sha256.create().update(new TextEncoder().encode(String(file.size)));
  for (const end of ends) hash.update(new Uint8Array(await end.arrayBuffer()));
  return bytesToHex(hash.digest()).slice(0, 12);
}

/** A short name for a text. */
export const shortHash = (text: string): string =>
  bytesToHex(sha256(new TextEncoder().encode(text))).slice(0, 6);
