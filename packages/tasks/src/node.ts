// The embedded tasks

export { type AdversarialNote, adversarialNotes } from './adversarial-notes.js';
export { adversarialTasks, builtinTasks } from './builtin-tasks.js';

// Files of tasks

export { readTasks } from './read-tasks.js';
export { writeTasks } from './write-tasks.js';

// CSV

export { formatTasksCsv } from './csv/format-tasks-csv.js';
export { parseTasksCsv } from './csv/parse-tasks-csv.js';
