import { parentPort, workerData } from "node:worker_threads";
import { derivePhraseMaster } from "../../crypto/index.ts";

// In a thread of its own: Argon2id with 256 MiB grows WebAssembly memory for good, and this ends with its thread.
const { phrases, origin } = workerData as { phrases: string[][]; origin: string };
parentPort?.postMessage(phrases.map((words) => derivePhraseMaster(words, origin)));
