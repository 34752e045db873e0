/** What a reply without tags says in another form: JSON, or lines such as "**Confidence:** 80%". */
export interface Untagged {
  readonly confidence: string | null;
  readonly answer: string | null;
}

const LABEL_LINE =
  /^[\s#>*_•-]{0,20}(confidence|answer)(?:\s(?:level|score))?[\s*_"]{0,10}[:=：][\s*_]{0,10}(.*)$/i;
const INLINE_CONFIDENCE =
  /^(.*?)[\s,;.(*_|-]{0,20}\bconfidence(?:\s(?:level|score))?[\s*_]{0,10}[:=：](.*)$/i;

export function readUntagged(text: string): Untagged {
  return readJson(text) ?? readLines(text);
}

/** The object from the first brace to the last, when it is JSON and has one of the two fields. */
function readJson(text: string): Untagged | null {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || end < start) return null;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(start, end + 1));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), scalar(field)]));
  const confidence = fields.get('confidence') ?? null;
  const answer = fields.get('answer') ?? null;
  return confidence === null && answer === null ? null : { confidence, answer };
}

function scalar(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}

/** The first labelled confidence and answer, each on a line of its own or both on one. */
function readLines(text: string): Untagged {
  let confidence: string | null = null;
  let answer: string | null = null;
  for (const line of text.split('\n')) {
    if (line.length > 2000) continue;
    const labelled = LABEL_LINE.exec(line);
    const [, label = '', value = ''] = labelled ?? [];
    if (label.toLowerCase() === 'confidence') {
      confidence ??= value;
    } else if (labelled) {
      const inline = INLINE_CONFIDENCE.exec(value);
      answer ??= (inline?.[1] ?? value).trim();
      if (inline) confidence ??= inline[2] ?? null;
    }
  }
  return { confidence, answer };
}
