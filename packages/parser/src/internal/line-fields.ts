import { type Label, labelAtEnd } from './labels.js';

/** A label in running text and the text that belongs to it. */
export interface LineField {
  readonly label: Label;
  /** From the label with what dresses it to the end of the value. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** What ends a label or a line; a scale in brackets does neither, whatever it holds. */
const BREAK =
  /[([{]\s?(?:[01%/]|on\sa\s|in\s|as\s|out\sof|from\s|between\s|scale|range|integer|number)[^()[\]{}\n]{0,80}[)\]}]|[:=：>|\n]|\s[-–—]\s/g;
const MAY_HOLD_LABEL = /[:=：>|\n]|\s[-–—]\s/;
const MAX_LABEL = 140;
const MAX_VALUE = 2000;
/** What may stand before a label on its line. */
const LINE_START = /^[\s#>*_•"'(+-]{0,20}(?:\(?(?:\d{1,2}|[a-z])[.)]\s?)?[\s*_"']{0,6}$/i;
const CLAUSE_START = /(?:[.!?;,|)([{\]%*_"']|\s[-–—]|\bso|\band)\s{0,3}[*_"'(]{0,4}$/i;
/** Another's confidence: "his confidence". */
const OF_OTHERS = /(?:\b(?:his|her|their|its|consumer|investor|business|public|voter|market)s?|['’]s?)\s$/i;
const DRESS_BEFORE = /(?:^|\s)[\s#>•+-]{0,20}(?:\(?\d{1,2}[.)]\s)?[\s*_"'([{]{0,20}$/;
const FENCE = /^\s*```[^\n]{0,20}\n([\s\S]*?)\n?```/;

/** The fields "label: value" of a text in order. A value ends at its line's end or the next label; an empty one is the next line. */
export function readLineFields(text: string): readonly LineField[] {
  if (!MAY_HOLD_LABEL.test(text)) return [];
  const fields: LineField[] = [];
  let open: Opening | null = null;
  let from = 0;
  let lineStart = 0;
  const close = (end: number, byLabel: boolean): void => {
    if (open && end > open.valueStart) fields.push(closed(text, open, end, byLabel));
    open = null;
  };
  const isBlankUntil = (at: number): boolean => open !== null && isDressOnly(text, open.valueStart, at);
  for (const match of text.matchAll(BREAK)) {
    const at = match.index;
    const isNewline = match[0] === '\n';
    if (match[0].length > 3) continue;
    if (at >= from) {
      const found = labelBefore(text, from, at, lineStart, isNewline);
      if (found) {
        close(found.start, true);
        open = { ...found, valueStart: at + match[0].length, separator: match[0] };
      } else if (
        open &&
        !isBlankUntil(at) &&
        (isNewline || (match[0] === '|' && (open as Opening).separator === '|'))
      ) {
        close(at, false);
      }
    }
    from = at + match[0].length;
    if (isNewline) {
      lineStart = from;
      const fence = open && isBlankUntil(at) ? FENCE.exec(text.slice(from, from + MAX_VALUE)) : null;
      if (open && fence) {
        close(from + fence[0].length, false);
        from += fence[0].length;
      }
    }
  }
  close(text.length, false);
  return fields;
}

interface Opening {
  readonly label: Label;
  readonly start: number;
  /** Emphasis that opened before the label and did not close in it: the stars of **Answer:** Paris. */
  readonly emphasis: string;
  readonly valueStart: number;
  readonly separator: string;
}

function labelBefore(
  text: string,
  from: number,
  at: number,
  lineStart: number,
  isNewline: boolean,
): Omit<Opening, 'valueStart' | 'separator'> | null {
  const start = Math.max(from, at - MAX_LABEL);
  const window = text.slice(start, at);
  const label = labelAtEnd(window);
  if (!label) return null;
  const head = window.slice(0, label.start);
  const isAtStart = start === from && LINE_START.test(head);
  if (isNewline ? !isAtStart || from !== lineStart : !isAtStart && !mayFollow(head, label)) return null;
  const dress = DRESS_BEFORE.exec(head)?.[0] ?? '';
  const inside = window.slice(label.start);
  const mark = /[*_]{1,3}$/.exec(dress)?.[0] ?? '';
  return {
    label,
    start: start + head.length - dress.length,
    emphasis: inside.includes(mark) ? '' : mark,
  };
}

/** Whether a label may stand within a line: after a clause, and a confidence also after any word that makes it no one else's. */
function mayFollow(head: string, { kind, weak }: Label): boolean {
  if (CLAUSE_START.test(head)) return true;
  return kind === 'confidence' && !weak && /\s$/.test(head) && !OF_OTHERS.test(head);
}

function isDressOnly(text: string, start: number, end: number): boolean {
  return end - start < 40 && /^[\s*_"'`>#:=|-]*$/.test(text.slice(start, end));
}

function closed(
  text: string,
  { label, start, emphasis, valueStart, separator }: Opening,
  end: number,
  byLabel: boolean,
): LineField {
  let value = text.slice(valueStart, Math.min(end, valueStart + MAX_VALUE)).replace(/^[\s=>:]+/, '');
  value = withoutEmphasis(value.trim(), emphasis);
  if (separator === '|') value = value.replace(/\s*\|\s*$/, '');
  if (byLabel) value = withoutTrailing(value);
  return { label, start, end, value: value.trim() };
}

/** A value without the other end of the emphasis that its label began with, or that closed behind the label. */
function withoutEmphasis(value: string, emphasis: string): string {
  if (emphasis !== '' && value.startsWith(emphasis)) return value.slice(emphasis.length);
  if (emphasis !== '' && value.endsWith(emphasis)) return value.slice(0, -emphasis.length);
  return value.replace(/^[*_]{1,3}\s/, '');
}

/** A value without what led over to the next label: "Paris, " or "Paris (". */
function withoutTrailing(value: string): string {
  return value
    .trimEnd()
    .replace(/\s(?:and|with)$/i, '')
    .replace(/[\s,;.([|/–—-]{1,20}$/, '');
}
