// Files of tasks

export { readTasks } from './read-tasks.js';
export { writeTasks } from './write-tasks.js';

// CSV

export { formatTasksCsv } from './csv/format-tasks-csv.js';
export { parseTasksCsv } from './csv/parse-tasks-csv.js';
