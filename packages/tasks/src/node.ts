export { readTasks } from './read-tasks.js';
