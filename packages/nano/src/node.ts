// The embedded policy, from the package's own folder

export { loadNano, nanoFolder } from './load-nano.js';
