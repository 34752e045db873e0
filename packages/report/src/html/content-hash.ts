import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** The source expression by which a Content-Security-Policy lets in exactly this style or script. */
export function contentHash(content: string): string {
  const digest = sha256(utf8ToBytes(content));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}
