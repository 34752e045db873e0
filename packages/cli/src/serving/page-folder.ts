import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of the web page's build; null in a checkout where it has not been built. */
export function pageFolder(): string | null {
  const manifest = createRequire(import.meta.url).resolve('@echo/ui/package.json');
  const folder = join(dirname(manifest), 'dist');
  return existsSync(join(folder, 'index.html')) ? folder : null;
}
