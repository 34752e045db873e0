import { EchoError } from '@echo/core';
import type { HubModelName } from './hub-model-name.js';

/** The files of a repository that a name means: one GGUF file, or a model in Hugging Face's layout. */
export type ChosenFiles =
  | { readonly kind: 'gguf'; readonly path: string }
  | { readonly kind: 'folder'; readonly paths: readonly string[] };

const WANTED =
  /^(config|generation_config|chat_template|tokenizer|tokenizer_config|special_tokens_map|model\.safetensors\.index)\.json$|^chat_template\.jinja$|^[^/]+\.safetensors$/;
const GGUF = /\.gguf$/i;
/** A part of a model, and what GGUF files beside a model hold: the image projector, importance matrices. */
const NO_MODEL = /-\d{5}-of-\d{5}\.gguf$|(^|\/)mmproj|(^|[-._/])imatrix\.gguf$/i;
/** What most people run: few bytes for little loss. */
const USUAL = 'Q4_K_M';

/**
 * Chooses among the paths of a repository: safetensors before GGUF files, of several the one in Q4_K_M.
 *
 * Throws `not-found` for what is not there, and `invalid-input` with a list of the GGUF files where several
 * may be meant.
 */
export function chooseModelFiles(model: HubModelName, paths: readonly string[]): ChosenFiles {
  const files = paths.filter((path) => WANTED.test(path));
  const ggufs = paths.filter((path) => GGUF.test(path));
  if (model.file !== null || model.quantization !== null)
    return { kind: 'gguf', path: namedGguf(model, ggufs) };
  const hasConfig = files.includes('config.json');
  if (ggufs.length > 0 && !(hasConfig && files.some((path) => path.endsWith('.safetensors'))))
    return { kind: 'gguf', path: unnamedGguf(model, ggufs) };
  if (hasConfig) return { kind: 'folder', paths: files };
  throw new EchoError(
    'not-found',
    `The repository ${model.repository} has neither a config.json nor a GGUF file; name one that holds a model.`,
  );
}

/** The file that a name means by its path or its quantization. */
function namedGguf(model: HubModelName, ggufs: readonly string[]): string {
  const { repository, file, quantization } = model;
  const found =
    quantization === null ? ggufs.filter((path) => path === file) : quantizedIn(quantization, ggufs);
  if (found.length > 1) throw severalGgufs(model, found);
  const [path] = found;
  if (path !== undefined) return path;
  const others = ggufs.length > 0 ? `one of ${ggufs.join(', ')}` : 'another repository';
  throw new EchoError(
    'not-found',
    `The repository ${repository} has no GGUF file ${file ?? `in ${quantization}`}; name ${others}.`,
  );
}

/** The file where none is named: the only one, or the usual one. */
function unnamedGguf(model: HubModelName, ggufs: readonly string[]): string {
  const whole = ggufs.filter((path) => !NO_MODEL.test(path));
  const [path, ...others] = whole.length === 1 ? whole : quantizedIn(USUAL, ggufs);
  if (path !== undefined && others.length === 0) return path;
  throw severalGgufs(model, ggufs);
}

/** The GGUF files whose names say that they are in a quantization, in capitals or not. */
function quantizedIn(quantization: string, ggufs: readonly string[]): readonly string[] {
  const part = new RegExp(`(^|[-._/])${quantization.replaceAll('.', '\\.')}[-.]`, 'i');
  return ggufs.filter((path) => part.test(path) && !NO_MODEL.test(path));
}

function severalGgufs({ repository }: HubModelName, ggufs: readonly string[]): EchoError {
  return new EchoError(
    'invalid-input',
    `Several GGUF files of ${repository} may be meant: ${ggufs.join(', ')}; name one, as in --model hf:${repository}/${ggufs[0]}.`,
  );
}
