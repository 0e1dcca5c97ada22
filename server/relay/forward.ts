import type { Listener } from "../listener.ts";
import { BURST_BYTES } from "../../crypto/index.ts";
import { Problem } from "../problem.ts";

// Until oblivious HTTP exists the relay passes on, plainly, the few paths that a submitter's page needs. What it passes is the
// path of a route below, the media type and the body: no address, no agent, no cookie, no query.

const PATHS = [
  "/v1/directory",
  "/v1/logs/:log/checkpoint",
  "/v1/logs/:log/tile/*",
  "/v1/logs/:log/documents/:index",
  "/v1/logs/letters/bundles/*",
];
const KEPT_HEADERS = ["content-type", "cache-control"];

/** @param demoPaths more paths to pass on, in the demo only */
export function registerForwarding(app: Listener, boardUrl: string, demoPaths: readonly string[]): void {
  const ask = async (path: string, init?: RequestInit): Promise<Response> => {
    try {
      return await fetch(new URL(path, boardUrl), { ...init, redirect: "error", signal: AbortSignal.timeout(30_000) });
    } catch (error) {
      throw new Problem("busy", { cause: error });
    }
  };

  for (const pattern of [...PATHS, ...demoPaths]) {
    app.get(pattern, { schema: { hide: true } }, async (request, reply) => {
      // The path without its query: whatever a caller hangs on it stays here.
      const [path = "/"] = request.url.split("?");
      return answer(reply, await ask(path));
    });
  }

  app.post("/v1/logs/letters/bursts", { bodyLimit: BURST_BYTES, schema: { hide: true } }, async (request, reply) => {
    const { body } = request;
    if (!Buffer.isBuffer(body)) throw new Problem("wrong_media_type");
    const headers = { "Content-Type": "application/octet-stream" };
    return answer(reply, await ask("/v1/logs/letters/bursts", { method: "POST", headers, body: new Uint8Array(body) }));
  });
}

interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: Buffer): Reply;
}

async function answer(reply: Reply, response: Response): Promise<Reply> {
  const body = Buffer.from(await response.arrayBuffer());
  reply.code(response.status);
  for (const name of KEPT_HEADERS) {
    const value = response.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  return reply.send(body);
}
