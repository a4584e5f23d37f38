/** How fast the engine is from file to observations, in one warm process: everything but classifying and reporting. */
import { run } from '../src/engine/run.ts';
import { captureName, files, measure } from './stage.ts';

for (const file of files) {
  await measure(`engine on ${captureName(file)}`, async () => {
    const { inputs } = await run([file], { vxlanPorts: [], filter: null });
    return inputs.reduce((sum, input) => sum + input.frames, 0);
  });
}
