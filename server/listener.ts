// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import helmet from "@fastify/helmet";
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type RawServerDefault } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerBrokenRequest, refuse, registerProblems } from "./problem.ts";
import { watchRoutes } from "./routes.ts";

export const API_VERSION = "1.0.0";

export type Listener = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["lit-html", "tegenspraak-worker"],
};

const FEATURES = ["camera", "geolocation", "microphone", "payment", "usb", "interest-cohort", "browsing-topics"];

/** Nothing, but for pages that read a code the camera. */
const permissions = (hasCamera: boolean): string =>
  FEATURES.map((feature) => `${feature}=(${hasCamera && feature === "camera" ? "self" : ""})`).join(", ");

/**
 * The headers of helmet, asked of it once: it composes them anew for every request, and ours are the same for each.
 * @returns names in lower case
 */
async function strictHeaders(isSecure: boolean): Promise<Record<string, string>> {
  const probe = Fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
    crossOriginEmbedderPolicy: true,
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    strictTransportSecurity: isSecure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
  });
  let headers: Record<string, string> = {};
  probe.get("/", async (_request, reply) => {
    headers = reply.raw.getHeaders() as Record<string, string>;
    return "";
  });
  await probe.inject("/");
  await probe.close();
  return headers;
}

/** Lines of one turn of the event loop go out in one write: under load that is dozens of answers. */
function gather(output: NodeJS.WritableStream): { write(line: string): void } {
  let lines = "";
  const flush = (): void => {
    output.write(lines);
    lines = "";
  };
  return {
    write(line) {
      if (lines === "") setImmediate(flush);
      lines += line;
    },
  };
}

/**
 * A Fastify with what every listener of ours has: errors as problem+json, strict headers, and a log that is an allow-list
 * (method, pattern of the route, status): never an address, agent, path, query or body.
 * @param register adds the routes
 */
export async function buildListener(
  options: { readonly isSecure: boolean; readonly log: boolean; readonly hasCamera?: boolean },
  register: (app: Listener) => Promise<void>,
): Promise<Listener> {
  const app = Fastify({
    logger: options.log ? { level: "info", base: null, timestamp: false, stream: gather(process.stdout) } : false,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    bodyLimit: 16 * 1024,
    trustProxy: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 64 },
    // Without these a request that no router or parser gets through is told its own path, or answered in another form.
    frameworkErrors: (_error, _request, reply) => {
      void refuse(reply.header("API-Version", API_VERSION).header("Cache-Control", "no-store"), "not_found");
    },
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket, API_VERSION),
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  registerProblems(app);
  app.removeContentTypeParser("text/plain");
  app.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  const strict = await strictHeaders(options.isSecure);
  const allowed = permissions(options.hasCamera === true);
  app.addHook("onSend", async (_request, reply) => {
    reply.headers(strict).header("API-Version", API_VERSION).header("Permissions-Policy", allowed);
    if (!reply.hasHeader("Cache-Control")) reply.header("Cache-Control", "no-store");
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    request.log.info({ method: request.method, route, status: reply.statusCode }, "answered");
  });
  const refuseOtherMethods = watchRoutes(app);
  await register(app);
  refuseOtherMethods();
  return app;
}
