import { cp } from 'node:fs/promises';
import { library } from '@echo/library-build';

export default library({
  entry: ['src/index.ts', 'src/commands.ts', 'src/terminal.ts', 'src/bin.ts', 'src/log/browser/index.ts'],
  // What `plots` draws with nothing given.
  onSuccess: async () => {
    for (const file of [
      'demo/trials',
      'demo/events',
      'smollm2/trials',
      'smollm2/events',
      'sample-efficiency/curves',
    ])
      await cp(`../../docs/results/${file}.jsonl`, `dist/results/${file}.jsonl`);
  },
});
