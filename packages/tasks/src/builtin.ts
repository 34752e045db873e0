// The embedded tasks, from files that a page fetches

export { BUILTIN_FILES, type BuiltinSplit } from './builtin-files.js';
export { fetchBuiltinTasks } from './fetch-builtin.js';
