import { EchoError } from '@echo/core';

/** A model of the Hub, as its name after `hf:` says. */
export interface HubModelName {
  /** `owner/name`. */
  readonly repository: string;
  /** The path of one GGUF file in it; null where none is named. */
  readonly file: string | null;
  /** The quantization of one GGUF file in it, such as `Q4_K_M`; null where none is named. */
  readonly quantization: string | null;
}

const NAME = /^hf:([\w.-]+\/[\w.-]+)(?:\/((?:[\w.-]+\/)*[\w.-]+\.gguf)|:([\w.-]+))?$/i;

/**
 * What a name of the Hub means: `hf:owner/name`, with `/file.gguf` or, as for llama.cpp, `:Q4_K_M` after it.
 *
 * Throws `invalid-input`.
 */
export function parseHubModelName(name: string): HubModelName {
  const [, repository, file = null, quantization = null] = NAME.exec(name) ?? [];
  if (repository === undefined) {
    throw new EchoError(
      'invalid-input',
      `Expected --model hf:owner/name, hf:owner/name/file.gguf or hf:owner/name:Q4_K_M, got ${name}.`,
    );
  }
  return { repository, file, quantization };
}
