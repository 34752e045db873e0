import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '@echo/files/write-atomically';
import type { FingerprintArguments } from '../commands/fingerprint.js';
import { distancesOf } from '../fingerprint/fingerprint-distances.js';
import { fingerprintFigures } from '../fingerprint/fingerprint-figures.js';
import { fingerprintsOf, type LabelledFingerprint } from '../fingerprint/fingerprint-series.js';
import { fingerprintText } from '../fingerprint/fingerprint-text.js';
import { misuse } from '../program/exit.js';
import { logOptions } from '../program/log-options.js';
import { expectFreeFolder } from '../terminal/out-folder.js';
import { writeFigure } from '../terminal/write-figure.js';
import { logOf } from './log-of.js';

/** Prints the fingerprints of logs and their distances, and writes them with their figures. */
export async function fingerprint(files: readonly string[], options: FingerprintArguments): Promise<void> {
  const { out, labels, seed, permutations, force = false, png = false, json = false } = options;
  if (labels !== undefined && labels.length !== files.length)
    misuse(`--labels wants a name for each of the ${files.length} logs, got ${labels.length}.`);
  if (out !== undefined) await expectFreeFolder(out, force);
  const series: LabelledFingerprint[] = [];
  const notes: string[] = [];
  for (const [i, file] of files.entries()) {
    const log = await logOf(file, logOptions(options));
    const label = labels?.[i]?.trim() || file;
    notes.push(...log.notes.map((note) => (files.length > 1 ? `${label}: ${note}` : note)));
    series.push(...fingerprintsOf(log, label, seed));
  }
  const distances = distancesOf(series, { permutations, seed });
  const fingerprints = series.map(({ trials: _, ...each }) => each);
  const result = { logs: files, seed, permutations, fingerprints, distances };
  if (out !== undefined) {
    if (force) await clear(out);
    await mkdir(out, { recursive: true });
    await writeAtomically(join(out, 'fingerprint.json'), `${JSON.stringify(result, null, 2)}\n`);
    for (const [name, spec] of fingerprintFigures(series, files.join(', ')))
      await writeFigure(join(out, name), spec, png);
  }
  process.stdout.write(
    json ? `${JSON.stringify(result)}\n` : `${notes.join('\n')}\n\n${fingerprintText(series, distances)}\n`,
  );
  if (out !== undefined) process.stderr.write(`\nThe figures are in ${out}.\n`);
}

/** Removes what an earlier call left, so that old and new figures do not mix. */
async function clear(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (/^(?:fingerprint\.json|(?:dumbbell|radar|heatmap(?:-\d+)?)\.(?:svg|png))$/.test(name))
      await rm(join(folder, name));
}
