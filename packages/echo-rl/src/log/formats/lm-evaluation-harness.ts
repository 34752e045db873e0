import { isEchoError } from '@echo/core';
import { fromLmEvaluationHarness } from '@echo/metrics/adapters';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { at, firstText, isFields } from '../fields.js';
import { findConfidence } from '../find-confidence.js';
import type { JsonValue } from '../lines.js';
import { type ReadLogOptions, type ReadRow, texts } from '../log-row.js';
import { adapted, placeOf, refusal } from '../refusal.js';

/** Reads the samples of lm-evaluation-harness one by one; a document that comes twice is refused. */
export function lmEvaluationHarnessRows(options: ReadLogOptions): (value: JsonValue) => ReadRow {
  const seen = new Map<string, string>();
  let filter = options.filter;
  return (value) => {
    const sample = value.value;
    if (!isFields(sample)) throw refusal(value, 'expected a sample, got no object; give `samples_….jsonl`');
    const own = firstText(sample.filter);
    if (options.filter !== undefined && own !== options.filter) return { leftOut: 'of another filter' };
    filter ??= own;
    if (own !== filter)
      throw refusal(
        value,
        `the sample is of the filter ${own}, those before are of ${filter}; name one with --filter`,
      );
    expectOnce(value, sample, seen);
    const metric = options.correct;
    const given = metric === undefined ? {} : { metric };
    const [graded] = adapted(value, () =>
      fromLmEvaluationHarness([sample], { ...given, confidence: () => 0 }),
    );
    if (!graded) return { leftOut: 'without a grade' };
    const reply = firstText(at(sample, 'resps', 0, 0), at(sample, 'filtered_resps', 0));
    const { doc } = sample;
    const { confidence, parsed } = findConfidence(
      {
        at: value,
        sample,
        places: { confidence: sample.confidence },
        reply: isNumber(reply) ? undefined : reply,
        likelihood: likelihoodOf(sample, given),
      },
      options,
    );
    return {
      at: placeOf(value),
      taskId: String(sample.doc_id ?? value.place),
      grade: Number(graded.correct),
      confidence,
      ...(parsed?.abstained && { abstained: true }),
      ...texts({
        domain: at(doc, 'domain') ?? at(doc, 'subject') ?? at(doc, 'category'),
        difficulty: at(doc, 'difficulty'),
        question: firstText(at(doc, 'question'), at(doc, 'query'), at(sample, 'arguments', 0, 0)),
        answer: firstText(at(sample, 'filtered_resps', 0), reply),
        expected: sample.target,
      }),
    };
  };
}

const isNumber = (text: string | undefined): boolean => text !== undefined && Number.isFinite(Number(text));

function likelihoodOf(sample: unknown, given: { metric?: string }): number | undefined {
  try {
    return fromLmEvaluationHarness([sample], given)[0]?.confidence;
  } catch (error) {
    if (isEchoError(error)) return undefined;
    throw error;
  }
}

function expectOnce(
  value: JsonValue,
  sample: Readonly<Record<string, unknown>>,
  seen: Map<string, string>,
): void {
  if (sample.doc_id === undefined || sample.doc_id === null) return;
  const parts = [sample.doc_id, sample.doc_hash ?? sample.doc, sample.prompt_hash ?? sample.arguments];
  const key = bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts))));
  const before = seen.get(key);
  if (before !== undefined)
    throw refusal(
      value,
      `the document is that of ${before} again; keep the lines of one filter of one run, as before 0.4.7 each filter lists it`,
    );
  seen.set(key, value.place);
}
