import { EchoError } from '@echo/core';

/** The JSON object in a file's bytes; `corrupt-file` where it is none. */
export function parseJson(name: string, bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new EchoError('corrupt-file', `The file ${name} is not JSON; fetch it again.`, { cause });
  }
}
