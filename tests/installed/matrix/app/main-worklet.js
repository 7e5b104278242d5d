import { show } from './show.js';

async function ask() {
  const context = new OfflineAudioContext(1, 128, 44100);
  await context.audioWorklet.addModule('./worklet.js');
  const node = new AudioWorkletNode(context, 'kassei');
  return await new Promise((resolve, reject) => {
    node.port.onmessage = ({ data }) => resolve(data);
    node.onprocessorerror = () => reject(new Error('the processor failed'));
  });
}

show(ask());
