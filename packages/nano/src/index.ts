// The embedded policy

export { loadNano, nanoFolder } from './nano.js';
