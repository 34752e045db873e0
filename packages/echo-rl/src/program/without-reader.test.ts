import { startNode } from '@echo/testing/run-node';
import { expect, test } from 'vitest';

test.each(['packages/echo-rl/src/bin.ts', 'packages/cli/src/bin.ts'])(
  '%s ends in order where its reader has gone',
  async (bin) => {
    const { process: child, ended } = startNode([bin, '--help']);
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  },
);
