export { BURST_BYTES, ENVELOPES_PER_BURST, packBurst, shuffled, splitBurst } from "./burst.ts";
