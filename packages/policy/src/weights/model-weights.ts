/**
 * The tensors of a checkpoint, by Hugging Face's names and in its layout; read one at a time, so that a large
 * file is never held twice.
 */
export interface ModelWeights {
  names(): readonly string[];
  /** Throws `not-found` for a name that is not there. */
  shape(name: string): readonly number[];
  /** The values as 32-bit floats, row-major. */
  read(name: string): Promise<Float32Array>;
  close(): Promise<void>;
}
