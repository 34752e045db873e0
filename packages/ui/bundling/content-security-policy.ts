import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** What the page may do, by directive; scripts and styles of its own are added to it. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'img-src': 'data: blob:',
  'base-uri': "'none'",
  'form-action': "'none'",
};

/**
 * Writes the Content-Security-Policy into the page, where no server sends one.
 *
 * Inline scripts and styles are let in by their hashes; `wasm-unsafe-eval` lets WebAssembly compile and
 * nothing else. The build for the server keeps the policy out of the page, as the server sends it.
 */
export function contentSecurityPolicy(mode: string): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        if (mode === 'served') return;
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue;
          const html = String(file.source);
          const policy = policyOf(html, mode === 'file');
          // First of all, or it would not hold for what stands above it.
          file.source = html.replace(
            /<meta charset="utf-8" ?\/?>/,
            (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`,
          );
        }
      },
    },
  };
}

function policyOf(html: string, isFile: boolean): string {
  const own = isFile ? '' : " 'self'";
  const hashes = (tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}\\b([^>]*)>([\\s\\S]*?)</${tag}>`, 'g'))]
      .filter(([, attributes = '', content]) => content !== '' && !/\bsrc=/.test(attributes))
      .map(([, , content = '']) => ` 'sha256-${createHash('sha256').update(content).digest('base64')}'`)
      .join('');
  const directives = {
    ...DIRECTIVES,
    'script-src': `${own}${hashes('script')} 'wasm-unsafe-eval'`.trim(),
    'style-src': `${own}${hashes('style')}`.trim(),
    'worker-src': isFile ? 'blob:' : "'self' blob:",
    ...(!isFile && { 'connect-src': "'self'" }),
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
