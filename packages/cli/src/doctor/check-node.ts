import { readFileSync } from 'node:fs';
import { MANIFEST } from '../manifest.js';
import type { Finding } from './finding.js';

/** The version of Node.js against the one that this package asks for. */
export function checkNode(version: string = process.versions.node): Finding {
  const { engines } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  const least = String(engines.node).replace('>=', '');
  const ok = atLeast(version, least);
  return {
    name: 'Node.js',
    status: ok ? 'ok' : 'missing',
    needed: true,
    found: version,
    remedy: ok ? null : `install Node.js ${least} or newer`,
  };
}

function atLeast(version: string, least: string): boolean {
  const [have = 0, haveMinor = 0] = version.split('.').map(Number);
  const [want = 0, wantMinor = 0] = least.split('.').map(Number);
  return have > want || (have === want && haveMinor >= wantMinor);
}
