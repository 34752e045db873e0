import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import type { NativeBinding } from '@echo/tfjs-native';
import { SERVING_TAG } from '../ops/tensorflow/graph-def.js';

/** One folder name for all graphs: TensorFlow counts loads by folder and never drops a count. */
const NAME = `echo-graph-${randomUUID()}`;

/** Loads a graph through a temporary folder: TensorFlow reads saved models from folders only. */
export function loadGraph(binding: NativeBinding, model: Uint8Array): number {
  const folder = join(tmpdir(), NAME);
  try {
    write(folder, model);
    return binding.loadSavedModel(folder, SERVING_TAG);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(folder: string, model: Uint8Array): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(folder, 'saved_model.pb'), model);
  } catch (cause) {
    throw new EchoError(
      'write-failed',
      `A graph for TensorFlow could not be written to ${tmpdir()}; set TMPDIR to a folder that can be written.`,
      { cause },
    );
  }
}
