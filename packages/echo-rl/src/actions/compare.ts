import { join } from 'node:path';
import { compare, type DomainComparison, type EvalComparison } from '@echo/eval';
import type { Difference } from '@echo/metrics/uncertainty';
import { count, decimal } from '@echo/plots';
import type { ReportTrial } from '@echo/report';
import { writeReport } from '@echo/report/node';
import type { CompareArguments } from '../commands/compare.js';
import { logOptions } from '../program/log-options.js';
import { clearReport, expectFreeFolder } from '../terminal/out-folder.js';
import { textTable } from '../terminal/table.js';
import { logOf } from './log-of.js';

/** Compares two logs of the same tasks, and writes a report that shows both. */
export async function compareLogs(first: string, second: string, options: CompareArguments): Promise<void> {
  const { out, force = false, json = false } = options;
  if (out !== undefined) await expectFreeFolder(out, force);
  const [a, b] = [await logOf(first, logOptions(options)), await logOf(second, logOptions(options))];
  const result = compare(a.trials.map(withDomain), b.trials.map(withDomain));
  if (out !== undefined) {
    if (force) await clearReport(out);
    await writeReport(out, {
      trials: b.trials,
      before: a.trials,
      labels: { before: first, after: second },
      meta: {
        title: `${first} and ${second}`,
        source: `${first}, ${second}`,
        notes: [...a.notes, ...b.notes],
      },
    });
  }
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${comparisonText(first, second, result)}\n`);
  if (out !== undefined) process.stderr.write(`\nThe report is ${join(out, 'report.html')}.\n`);
}

const withDomain = (trial: ReportTrial) => ({ ...trial, domain: trial.domain ?? 'all' });

function comparisonText(first: string, second: string, result: EvalComparison): string {
  const { n, accuracy, brier, ece, auroc, mcNemar, delong, unpaired, domains } = result;
  const left = unpaired.onlyFirst + unpaired.onlySecond + unpaired.failed;
  const moved = domains.filter((domain) => domain.moved);
  return [
    `${first} less ${second}, on ${count(n)} common tasks${left > 0 ? ` (${count(left)} left out: in one alone, or failed)` : ''}:`,
    textTable([
      ['', 'difference', '95 %', 'p'],
      row('accuracy', accuracy),
      row('Brier score', brier),
      row('ECE', ece),
      row('AUROC', auroc),
    ]),
    `McNemar: ${mcNemar.onlyFirst} tasks only the first gets correct, ${mcNemar.onlySecond} only the second, p = ${decimal(mcNemar.p)}.${delong === null || delong.p === null ? '' : ` DeLong of AUROC: p = ${decimal(delong.p)}.`}`,
    ...(domains.length > 1
      ? [textTable([['domain', 'n', 'Brier', '95 %', 'p (Holm)'], ...domains.map(domainRow)])]
      : []),
    moved.length === 0
      ? 'No domain certainly moved.'
      : `Moved: ${moved.map(({ domain, brier: { value } }) => `${domain} (Brier ${signed(value)})`).join(', ')}.`,
  ].join('\n\n');
}

const signed = (value: number | null): string =>
  value === null ? '–' : `${value > 0 ? '+' : ''}${decimal(value)}`;
const interval = ({ low, high }: Difference): string =>
  low === null || high === null ? '–' : `[${decimal(low)}, ${decimal(high)}]`;
const row = (name: string, difference: Difference): readonly string[] => [
  name,
  signed(difference.value),
  interval(difference),
  difference.p === null ? '–' : decimal(difference.p),
];
const domainRow = ({ domain, n, brier, adjustedP }: DomainComparison): readonly string[] => [
  domain,
  count(n),
  signed(brier.value),
  interval(brier),
  adjustedP === null ? '–' : decimal(adjustedP),
];
