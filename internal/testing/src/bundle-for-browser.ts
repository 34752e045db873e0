import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** A bundle for browsers. */
export interface BrowserBundle {
  readonly text: string;
  readonly warnings: readonly string[];
  /** Node's modules that it imports, each with the file that does; there must be none. */
  readonly nodeImports: readonly string[];
}

/** Bundles an entry and all that it reaches for browsers, as esbuild does, from TypeScript sources. */
export async function bundleForBrowser(entry: URL): Promise<BrowserBundle> {
  const nodeImports: string[] = [];
  const noticeNode: Plugin = {
    name: 'notice-node',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^node:/ }, ({ path, importer }) => {
        nodeImports.push(`${path} in ${importer}`);
        return { path, external: true };
      });
    },
  };
  const { outputFiles, warnings } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['@echo/source'],
    plugins: [noticeNode],
    logLevel: 'silent',
    write: false,
  });
  return {
    text: outputFiles[0]?.text ?? '',
    warnings: warnings.map(({ text }) => text),
    nodeImports,
  };
}
