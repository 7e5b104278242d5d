import { computeBoth } from './both.js';

class Kassei extends AudioWorkletProcessor {
  constructor() {
    super();
    computeBoth().then((result) => this.port.postMessage(result));
  }
  process() {
    return true;
  }
}
registerProcessor('kassei', Kassei);
