import { EchoError } from '@echo/core';
import type { Difficulty } from '@echo/tasks';

/**
 * Rows of a table written as text, one a line, columns parted by `|`; throws when a row has another number of
 * columns.
 */
export function parseTable<const Column extends string>(
  columns: readonly Column[],
  text: string,
): readonly Readonly<Record<Column, string>>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      if (cells.length !== columns.length || cells.includes('')) {
        throw new EchoError(
          'invalid-input',
          `Expected ${columns.length} columns in the row "${line}"; correct the table.`,
        );
      }
      return Object.fromEntries(columns.map((column, i) => [column, cells[i]])) as Record<Column, string>;
    });
}

/** The difficulty of a tier letter: e, m or h. */
export function tierOf(letter: string): Difficulty {
  if (letter === 'e') return 'easy';
  if (letter === 'm') return 'medium';
  if (letter === 'h') return 'hard';
  throw new EchoError('invalid-input', `Expected a tier e, m or h, got "${letter}"; correct the table.`);
}
