// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import helmet from "@fastify/helmet";
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type RawServerDefault,
} from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { SizeClass } from "../crypto/index.ts";
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

declare module "fastify" {
  interface FastifyRequest {
    /** Of a sealed request. */
    sizeClass: SizeClass | null;
  }
}

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
async function strictHeaders(isSecure: boolean, asks: readonly string[]): Promise<Record<string, string>> {
  const directives = { ...CONTENT_SECURITY_POLICY, connectSrc: [...CONTENT_SECURITY_POLICY.connectSrc, ...asks] };
  const probe = Fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
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

const COMMON = {
  logController: new LogController({ disableRequestLogging: true }),
  childLoggerFactory: (logger: FastifyBaseLogger) => logger,
  bodyLimit: 16 * 1024,
  trustProxy: false,
  forceCloseConnections: true,
  routerOptions: { maxParamLength: 64 },
} as const;

/** Without it a request that no router or parser gets through is told its own path, or answered in another form. */
function answerFrameworkError(_error: unknown, _request: unknown, reply: FastifyReply): void {
  void refuse(reply.header("API-Version", API_VERSION).header("Cache-Control", "no-store"), "not_found");
}

/** What a listener and what stands behind the gateway have in common: errors as problem+json, bodies as bytes. */
async function withRoutes(app: Listener, register: (app: Listener) => Promise<void> | void): Promise<Listener> {
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  registerProblems(app);
  app.removeContentTypeParser("text/plain");
  const refuseOtherMethods = watchRoutes(app);
  await register(app);
  refuseOtherMethods();
  return app;
}

/** What `inject` gives comes in one piece, and is not copied once more. Its length the gateway has looked at. */
function takeWhole(
  _request: unknown,
  payload: IncomingMessage,
  done: (error: Error | null, body?: Buffer) => void,
): void {
  const chunks: Buffer[] = [];
  payload.on("data", (chunk: Buffer) => chunks.push(chunk));
  payload.on("end", () => {
    const [first, ...more] = chunks;
    done(null, first === undefined || more.length > 0 ? Buffer.concat(chunks) : first);
  });
}

/**
 * Routes that nobody reaches but by `inject`: for requests that came sealed. It writes no lines of its own, so that a log does not tell
 * what was in them; whatever is unexpected goes to the log of the listener that they came to.
 */
export async function buildInner(log: FastifyBaseLogger, register: (app: Listener) => void): Promise<Listener> {
  const app = Fastify({ ...COMMON, loggerInstance: log, frameworkErrors: answerFrameworkError });
  app.addContentTypeParser("application/octet-stream", takeWhole);
  await withRoutes(app.withTypeProvider<TypeBoxTypeProvider>(), register);
  await app.ready();
  return app.withTypeProvider<TypeBoxTypeProvider>();
}

export interface ListenerOptions {
  readonly isSecure: boolean;
  readonly log: boolean;
  /** Its pages may use the camera. */
  readonly hasCamera?: boolean;
  /** Web origins beside its own that its pages may ask. */
  readonly asks?: readonly string[];
}

/**
 * A Fastify with what every listener of ours has: errors as problem+json, strict headers, and a log that is an allow-list
 * (method, pattern of the route, status, class of a sealed request): never an address, agent, path, query or body.
 * @param register adds the routes
 */
export async function buildListener(
  { isSecure, log, hasCamera = false, asks = [] }: ListenerOptions,
  register: (app: Listener) => Promise<void>,
): Promise<Listener> {
  const app = Fastify({
    ...COMMON,
    logger: log ? { level: "info", base: null, timestamp: false, stream: gather(process.stdout) } : false,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket, API_VERSION),
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  const strict = await strictHeaders(isSecure, asks);
  const allowed = permissions(hasCamera);
  app.decorateRequest("sizeClass", null);
  app.addHook("onSend", async (_request, reply) => {
    reply.headers(strict).header("API-Version", API_VERSION).header("Permissions-Policy", allowed);
    if (!reply.hasHeader("Cache-Control")) reply.header("Cache-Control", "no-store");
  });
  app.addHook("onResponse", async ({ method, routeOptions, sizeClass, log: lines }, reply) => {
    const route = routeOptions.url ?? "none";
    const size = sizeClass === null ? {} : { size: sizeClass };
    lines.info({ method, route, status: reply.statusCode, ...size }, "answered");
  });
  return withRoutes(app, register);
}
