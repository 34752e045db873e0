const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** The text without invisible characters: soft hyphens, zero-width spaces, marks of direction, byte order. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}
