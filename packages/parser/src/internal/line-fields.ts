import { fieldValue } from './field-value.js';
import { type Label, labelAtEnd } from './labels.js';

/** A label in running text and the text that belongs to it. */
export interface LineField {
  readonly label: Label;
  /** From the label with what dresses it to the end of the value. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** A label whose value goes on. */
interface OpenField {
  readonly label: Label;
  readonly start: number;
  readonly emphasis: string;
  readonly separator: string;
  readonly valueStart: number;
}

/** A stretch of a line that a separator or the line's end ends. */
interface Segment {
  readonly start: number;
  readonly end: number;
  readonly startsLine: boolean;
  readonly separator: string;
}

/** A scale in brackets, whatever it holds, or what ends a segment. */
const SEPARATOR = new RegExp(
  [
    String.raw`[([{（［【]\s?(?:[01%/０１％]|on\sa\s|in\s|as\s|out\sof|from\s`,
    String.raw`|between\s|scale|range|integer|number)`,
    String.raw`[^()[\]{}（）［］【】\n]{0,80}[)\]}）］】]|[:=：>|?\n]|\s[-–—]\s`,
  ].join(''),
  'g',
);
const MAY_HOLD_LABEL = /[:=：>|?\n]|\s[-–—]\s/;
const MAX_LABEL = 140;
const MAX_VALUE = 2000;
/** More dress and blank lines than this between a label and its value are not skipped. */
const MAX_BLANK = 40;
const LINE_START = /^[\s#>*_•"'(+-]{0,20}(?:\(?(?:\d{1,2}|[a-z])[.)]\s?)?[\s*_"']{0,6}$/i;
const CLAUSE_START = /(?:[.!?;,|)([{\]%*_"'，、。；！？）（]|\s[-–—]|\bso|\band)\s{0,3}[*_"'(]{0,4}$/i;
/** Another's confidence: "his confidence". */
const OF_OTHERS = /(?:\b(?:his|her|their|its|consumer|investor|business|public|voter|market)s?|['’]s?)\s$/i;
const DRESS_BEFORE = /(?:^|\s)[\s#>•+-]{0,20}(?:\(?\d{1,2}[.)]\s)?[\s*_"'([{]{0,20}$/;
const NUMBERING = /\(?(\d{1,2})[.)]\s/;
const OPTION = /\n[\s*_(]{0,6}B[.:)]/;
const FENCE = /^\s*```[^\n]{0,20}\n[\s\S]*?\n?```/;

/**
 * The fields "label: value" of a text, in order.
 *
 * A value ends at the end of its line or at the next label. An empty one is the next line, or the code
 * fence that begins there.
 */
export function readLineFields(text: string): readonly LineField[] {
  if (!MAY_HOLD_LABEL.test(text)) return [];
  const fields: LineField[] = [];
  let open: OpenField | null = null;
  let closedAt = 0;
  for (const segment of segmentsOf(text)) {
    if (segment.end < closedAt) continue;
    const next = openField(text, segment, open);
    if (next) {
      if (open) fields.push(closed(text, open, next.start, true));
      open = next;
    } else if (open && endsValue(text, segment, open)) {
      fields.push(closed(text, open, segment.end, false));
      open = null;
    } else if (open && segment.separator === '\n') {
      const fence = FENCE.exec(text.slice(segment.end, segment.end + MAX_VALUE));
      closedAt = segment.end + (fence?.[0].length ?? 0);
      if (fence) fields.push(closed(text, open, closedAt, false));
      if (fence) open = null;
    }
  }
  if (open) fields.push(closed(text, open, text.length, false));
  return fields;
}

function* segmentsOf(text: string): Generator<Segment> {
  let start = 0;
  let startsLine = true;
  for (const { 0: separator, index } of text.matchAll(SEPARATOR)) {
    if (separator.length > 3) continue;
    yield { start, end: index, startsLine, separator };
    start = index + separator.length;
    startsLine = separator === '\n';
  }
}

/** The field that a segment's end opens when it is a label; a line that is all label opens one, too. */
function openField(text: string, segment: Segment, open: OpenField | null): OpenField | null {
  const { start, end, startsLine, separator } = segment;
  const from = Math.max(start, end - MAX_LABEL);
  const written = text.slice(from, end);
  const label = labelAtEnd(written);
  if (!label) return null;
  const head = written.slice(0, label.start);
  const isFirst = from === start && LINE_START.test(head);
  const mayStand =
    separator === '\n'
      ? isFirst && startsLine
      : isFirst || mayFollow(head, label) || endsConfidence(head, label, open);
  if (!mayStand || isOption(text, label, segment)) return null;
  const startsReply = startsLine && text.slice(0, from).trim() === '';
  const dress = dressBefore(head, isFirst && startsLine, startsReply);
  const mark = /[*_]{1,3}$/.exec(dress)?.[0] ?? '';
  const emphasis = written.includes(mark, label.start) ? '' : mark;
  const valueStart = end + separator.length;
  return { label, start: from + head.length - dress.length, emphasis, separator, valueStart };
}

/** What dresses a label on its left; a number only where it numbers, not in "The answer is 7. Confidence". */
function dressBefore(head: string, startsLine: boolean, startsReply: boolean): string {
  const dress = DRESS_BEFORE.exec(head)?.[0] ?? '';
  const number = NUMBERING.exec(dress);
  if (!number) return dress;
  const before = head.slice(0, head.length - dress.length).trimEnd();
  const numbers = before === '' ? startsLine && !(startsReply && number[1] !== '1') : /[.!?;,]$/.test(before);
  return numbers ? dress : dress.slice(number.index + number[0].length);
}

/** Whether an A is the first of several choices. */
function isOption(text: string, { weak, kind, start }: Label, { end }: Segment): boolean {
  return weak && kind === 'answer' && start < 9 && OPTION.test(text.slice(end, end + MAX_LABEL));
}

/** Whether a label may stand within a line: after a clause, a confidence also after any word. */
function mayFollow(head: string, { kind, weak }: Label): boolean {
  if (CLAUSE_START.test(head)) return true;
  return kind === 'confidence' && !weak && /\s$/.test(head) && !OF_OTHERS.test(head);
}

/** An answer may follow the few words of a confidence without a mark: "Confidence: 64 Answer: Lima". */
function endsConfidence(head: string, { kind }: Label, open: OpenField | null): boolean {
  return kind === 'answer' && open?.label.kind === 'confidence' && head.length < 30 && /\s$/.test(head);
}

/**
 * Whether a segment that opens no field ends the value of the open one: at its line's end or, in a table,
 * its cell's.
 */
function endsValue(text: string, { end, separator }: Segment, open: OpenField): boolean {
  const isEnd = separator === '\n' || (separator === '|' && open.separator === '|');
  return isEnd && !isBlank(text, open.valueStart, end);
}

function isBlank(text: string, start: number, end: number): boolean {
  return end - start < MAX_BLANK && /^(?:[\s*_"'`>#:=|-]|\\[[(]|\$)*$/.test(text.slice(start, end));
}

function closed(text: string, open: OpenField, end: number, endedByLabel: boolean): LineField {
  const { label, start, valueStart } = open;
  const written = text.slice(valueStart, Math.max(valueStart, Math.min(end, valueStart + MAX_VALUE)));
  return {
    label,
    start,
    end: Math.max(valueStart, end),
    value: fieldValue(written, { ...open, endedByLabel }),
  };
}
