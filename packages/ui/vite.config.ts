import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { contentSecurityPolicy } from './bundling/content-security-policy.js';
import { renameEntry } from './bundling/rename-entry.js';
import { policyBytes, shippedData } from './bundling/shipped-data.js';
import { smallVega } from './bundling/small-vega.js';

const besides = (name: string) => fileURLToPath(new URL(`./bundling/${name}`, import.meta.url));

/**
 * Three builds of one page: `served` for the server, `static` for any host and prefix, `file` for
 * `echo.html`.
 *
 * Addresses are relative in all of them, so that each works wherever its folder lies.
 */
export default defineConfig(({ mode }) => {
  const isFile = mode === 'file';
  return {
    base: './',
    define: { __BACKEND__: JSON.stringify(mode), __POLICY_BYTES__: String(policyBytes()) },
    resolve: {
      conditions: ['@echo/source', 'browser', 'module', 'import', 'default'],
      alias: [
        ...smallVega(),
        // One file has no worker beside it.
        ...(isFile
          ? [
              { find: /^(.*)\/start-log-worker\.js$/, replacement: '$1/start-log-worker-inline.js' },
              { find: /^.*\/policy-client\.js$/, replacement: besides('no-policy.ts') },
            ]
          : []),
      ],
    },
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
    plugins: [
      ...(isFile
        ? [viteSingleFile({ removeViteModuleLoader: true }), renameEntry('echo.html')]
        : [shippedData()]),
      contentSecurityPolicy(mode),
    ],
    // A module that a file hands to a worker as a blob is refused: the two are of different origins.
    worker: { format: isFile ? ('iife' as const) : ('es' as const) },
    build: {
      target: 'es2022',
      outDir: mode === 'served' ? 'dist' : 'dist-static',
      emptyOutDir: !isFile,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
    },
  };
});
