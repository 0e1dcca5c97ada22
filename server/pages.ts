// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fastifyStatic from "@fastify/static";
import { existsSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Listener } from "./listener.ts";

const BUILT = fileURLToPath(new URL("../dist/client", import.meta.url));
const ASSETS = `${BUILT}${sep}assets`;
const FOR_EVER = "public, max-age=31536000, immutable";

/** The pages were not built; the message says how to. */
export class PagesMissing extends Error {
  override readonly name = "PagesMissing";
}

/**
 * Serves some of the built pages. File names under `assets/` carry the hash of their contents and may be kept for ever.
 * @param pages path on this listener → file
 */
export async function registerPages(app: Listener, pages: Readonly<Record<string, string>>): Promise<void> {
  if (!existsSync(BUILT)) throw new PagesMissing("dist/client is not there: run `npm run build` first");
  await app.register(fastifyStatic, {
    root: ASSETS,
    prefix: "/assets/",
    cacheControl: false,
    // Called for the pages below too.
    setHeaders: (reply, path) => void reply.header("Cache-Control", path.startsWith(ASSETS) ? FOR_EVER : "no-cache"),
    schemaHide: true,
    preCompressed: true,
    index: false,
    acceptRanges: false,
  });
  // RFC 9239 calls every other name of it obsolete; the plugin gives one of those, and for what is compressed after `setHeaders`.
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (reply.getHeader("Content-Type") === "application/javascript; charset=utf-8")
      reply.type("text/javascript; charset=utf-8");
    done();
  });
  for (const [path, file] of Object.entries(pages)) {
    app.get(path, { schema: { hide: true } }, (_request, reply) =>
      reply.sendFile(file, BUILT, { cacheControl: false }),
    );
  }
}
