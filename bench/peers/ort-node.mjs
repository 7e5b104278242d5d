// ONNX Runtime compiled for this machine (AVX), one thread: not a peer in JavaScript, but the machine's native limit.
import { prepareWith } from './onnx.mjs';

export default {
  name: 'ort-node',
  package: 'onnxruntime-node',
  role: 'native',
  async start() {
    const { default: ort } = await import('onnxruntime-node');
    return prepareWith(ort, 'cpu');
  },
};
