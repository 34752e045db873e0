import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Runs Vitest over the folder; its JSON report of each test, in order. */
export function runVitest() {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', '--outputFile=report.json'],
    { encoding: 'utf8' },
  );
  try {
    const { testResults } = JSON.parse(readFileSync('report.json', 'utf8'));
    const faulty = testResults.find(({ assertionResults }) => assertionResults.length === 0);
    if (faulty) throw new Error(faulty.message);
    return testResults.flatMap(({ assertionResults }) => assertionResults);
  } catch (error) {
    throw new Error(`Vitest wrote no report: ${stdout}${stderr}`, { cause: error });
  }
}
