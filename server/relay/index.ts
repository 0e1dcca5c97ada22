export { registerForwarding } from "./forward.ts";
