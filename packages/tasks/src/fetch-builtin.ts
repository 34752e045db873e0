import { EchoError } from '@echo/core';
import { BUILTIN_FILES } from './builtin-files.js';
import { parseTasks } from './parse-tasks.js';
import type { Task } from './task.js';

/**
 * The tasks of one part of the embedded task set, or the questions on common misconceptions.
 *
 * They are fetched from a folder of a web server that holds the files of this package's folder `data`; in a
 * worker its address must be absolute. Every line is checked.
 *
 * @throws EchoError `download-failed` when the file is not there or the connection breaks.
 *
 * @example
 * ```ts no-run
 * import { fetchBuiltinTasks } from '@echo/tasks/builtin';
 *
 * const tasks = await fetchBuiltinTasks('test', new URL('data/', document.baseURI).href);
 * ```
 */
export async function fetchBuiltinTasks(
  part: keyof typeof BUILTIN_FILES,
  folder: string,
): Promise<readonly Task[]> {
  const name = BUILTIN_FILES[part];
  const url = `${folder.endsWith('/') ? folder : `${folder}/`}${name}`;
  let text: string;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server says ${response.status}`);
    text = await response.text();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EchoError(
      'download-failed',
      `The file ${url} could not be fetched (${why}); see that it is there and try again.`,
      { cause },
    );
  }
  return parseTasks(text, name);
}
