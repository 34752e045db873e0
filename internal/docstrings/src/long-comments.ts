/** The most columns of a line, prose too. */
export const MAX_COLUMNS = 110;

/** The comment lines of a source that are too long, counted from 1; a line that is one address may be. */
export function longComments(source: string): readonly number[] {
  return source.split('\n').flatMap((line, i) => {
    const isComment = /^\s*(\/\/|\/\*|\*( |$|\/))/.test(line);
    return isComment && [...line].length > MAX_COLUMNS && !/^\s*\S+\s+https?:\S+$/.test(line) ? [i + 1] : [];
  });
}
