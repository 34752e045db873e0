import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './source-files.js';

/** Links every package of the repository, and what the packages depend on, into a `node_modules` folder. */
export function linkPackages(folder: string): void {
  const link = (name: string, target: string): void => {
    const path = join(folder, name);
    if (existsSync(path) || !existsSync(target)) return;
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(realpathSync(target), path);
  };
  const homes = readdirSync(`${ROOT}packages`).map((name) => `${ROOT}packages/${name}`);
  for (const home of homes.filter((path) => existsSync(`${path}/package.json`))) {
    const { name, dependencies = {} } = JSON.parse(readFileSync(`${home}/package.json`, 'utf8'));
    link(name, home);
    for (const dependency of Object.keys(dependencies))
      link(dependency, `${home}/node_modules/${dependency}`);
  }
}
