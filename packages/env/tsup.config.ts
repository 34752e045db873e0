import { library } from '@echo/library-build';

export default library({ entry: ['src/index.ts', 'src/wire/index.ts'], cjs: true });
