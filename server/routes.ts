// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { FastifyInstance, RouteOptions } from "fastify";
import { Problem } from "./problem.ts";

// What holds for every route of ours, whoever registered it.

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"] as const;

const methodsOf = ({ method }: RouteOptions): string[] => [method].flat();

/** The media type that a route's body must have; null where it takes none. */
function mediaTypeOf({ schema }: RouteOptions): string | null {
  return schema?.consumes?.[0] ?? (schema?.body === undefined ? null : "application/json");
}

/** Another media type is refused before its body is read: a parser's own complaint would be about the wrong thing. */
function requireMediaType(route: RouteOptions): void {
  const wanted = mediaTypeOf(route);
  if (wanted === null) return;
  const others = [route.onRequest ?? []].flat();
  route.onRequest = [
    ...others,
    ({ headers }, _reply, done) => {
      const given = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
      done(given === wanted ? undefined : new Problem("wrong_media_type"));
    },
  ];
}

/**
 * Watches which routes are registered from now on.
 * @returns registers 405 for every other method of their paths; OPTIONS too, so that no page of another origin gets anything
 * but plain reads
 */
export function watchRoutes(app: FastifyInstance): () => void {
  const byPath = new Map<string, string[]>();
  app.addHook("onRoute", (route) => {
    requireMediaType(route);
    byPath.set(route.url, [...(byPath.get(route.url) ?? []), ...methodsOf(route)]);
  });
  return () => {
    for (const [url, methods] of [...byPath]) {
      const allowed = methods.join(", ");
      app.route({
        method: METHODS.filter((method) => !methods.includes(method)),
        url,
        schema: { hide: true },
        onRequest: (_request, reply, done) => {
          reply.header("Allow", allowed);
          done(new Problem("method_not_allowed"));
        },
        handler: () => undefined,
      });
    }
  };
}
