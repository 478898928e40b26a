import {rmSync} from 'node:fs';

// a file that was renamed must not live on in dist
rmSync(new URL('../dist', import.meta.url), {recursive: true, force: true});
