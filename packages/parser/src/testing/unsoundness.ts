import { createResponseParser, formatResponse, type ParsedResponse, parseResponse } from '../index.js';

/** What is wrong with how a reply is read, in a few words; null when it is sound. */
export function unsoundness(text: string): string | null {
  const parsed = parseResponse(text);
  const found = unsoundValue(parsed);
  if (found) return found;
  const stream = createResponseParser();
  const middle = text.length >> 1;
  stream.push(text.slice(0, middle));
  stream.push(text.slice(middle));
  if (JSON.stringify(stream.end()) !== JSON.stringify(parsed)) return 'a stream of it reads otherwise';
  const again = parseResponse(formatResponse(parsed));
  if (again.confidence !== parsed.confidence || again.answer !== parsed.answer)
    return 'formatting what was read and reading it again gives another';
  return null;
}

function unsoundValue(parsed: ParsedResponse): string | null {
  const { confidence, abstained, wellFormed, confidenceSource, answerSource } = parsed;
  if (!(confidence >= 0 && confidence <= 1)) return 'the confidence is no probability';
  if (Math.round(confidence * 100) / 100 !== confidence) return 'the confidence is no whole per cent';
  if (abstained && confidence > 0.1) return 'an abstention is too sure';
  if (wellFormed && (confidenceSource !== 'tag' || answerSource !== 'tag'))
    return 'well formed without its tags';
  return null;
}
