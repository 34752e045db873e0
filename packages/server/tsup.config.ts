import { library } from '@echo/library-build';

export default library({ entry: ['src/index.ts', 'src/command.ts', 'src/bin.ts'] });
