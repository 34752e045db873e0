import { EchoError } from '@echo/core';

/** Takes the place of the policy's worker in `echo.html`, which has no weights beside it. */
export function policyClient(): never {
  throw new EchoError(
    'unsupported',
    'echo.html holds no policy; open the page of a server or a static host.',
  );
}
