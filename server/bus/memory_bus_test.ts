import { testBus } from "./bus_contract.ts";
import { MemoryHub } from "./memory_bus.ts";

testBus("memory", () => {
  const hub = new MemoryHub();
  const here = hub.connect(), there = hub.connect();
  return Promise.resolve({
    here,
    there,
    happen: (message) => Promise.resolve(here.publish(message)),
    quiet: () => new Promise((resolve) => setTimeout(resolve)),
    dispose: () => Promise.resolve(),
  });
});
