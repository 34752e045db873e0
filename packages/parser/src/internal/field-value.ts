/** How the text of a field was marked off. */
export interface ValueMarks {
  /** Emphasis that began before the label and did not end in it: the stars of **Answer:** Lima. */
  readonly emphasis: string;
  /** What stood between label and value. */
  readonly separator: string;
  /** Whether another label on the same line ended it. */
  readonly endedByLabel: boolean;
}

/** The end of a generation as chat templates write it: <|im_end|>, </s>. */
const END_TOKEN = /(?:<\|[\w ]{1,30}\|>|<\/s>)\s*$/;
const BULLET = /^[-•*+]\s+(?=\D)/;

/** The value of a field without what dresses it and without what leads over to the next label. */
export function fieldValue(written: string, { emphasis, separator, endedByLabel }: ValueMarks): string {
  let value = written.replace(/^[\s=>:]+/, '').trim();
  value = withoutEmphasis(value.replace(END_TOKEN, ''), emphasis);
  if (written.trimStart() !== written && written.includes('\n')) value = value.replace(BULLET, '');
  if (separator === '|') value = value.replace(/\s*\|\s*$/, '');
  if (endedByLabel) value = withoutLead(value);
  return value.trim();
}

function withoutEmphasis(value: string, emphasis: string): string {
  if (emphasis !== '' && value.startsWith(emphasis)) return value.slice(emphasis.length);
  if (emphasis !== '' && value.endsWith(emphasis)) return value.slice(0, -emphasis.length);
  return value.replace(/^[*_]{1,3}\s/, '');
}

/** "Lima, " and "Lima (" before another label are Lima. */
function withoutLead(value: string): string {
  return value
    .trimEnd()
    .replace(/\s(?:and|with)$/i, '')
    .replace(/[\s,;.([|/–—，、；。（-]{1,20}$/, '');
}
