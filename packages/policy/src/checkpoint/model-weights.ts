/**
 * The tensors of a checkpoint, by Hugging Face's names and in its layout. They are read one at a time, so
 * that a large file is never held twice.
 */
export interface ModelWeights {
  names(): readonly string[];
  /** The shape of a tensor. Throws `not-found` for an unknown name. */
  shape(name: string): readonly number[];
  /** The values of a tensor as 32-bit floats, row-major. */
  read(name: string): Promise<Float32Array>;
  close(): Promise<void>;
}
