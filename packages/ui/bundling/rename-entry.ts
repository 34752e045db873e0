import type { Plugin } from 'vite';

/** Writes the page under another name than that of its source. */
export function renameEntry(name: string): Plugin {
  return {
    name: 'rename-entry',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page) page.fileName = name;
      },
    },
  };
}
