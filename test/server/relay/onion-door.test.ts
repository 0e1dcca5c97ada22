// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LightMyRequestResponse } from "fastify";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { Listener } from "../../../server/listener.ts";
import { listening, openBoard } from "../board.ts";

const ONION = "http://pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion";
const ONION_NAME = new URL(ONION).hostname;
const WEB = { RELAY_ORIGIN: "https://dissent.localhost", BOARD_ORIGIN: "https://desk.dissent.localhost" };
const script = `/assets/${readdirSync(new URL("../../../dist/client/assets", import.meta.url)).find((name) => name.endsWith(".js")) ?? ""}`;

const ask = (listener: Listener, url: string, host: string, headers = {}): Promise<LightMyRequestResponse> =>
  listener.inject({ url, headers: { host, ...headers } });

const OTHERS = ["/v1/configuration", "/v1/logs/letters/checkpoint", script, "/v1/nothing", "/how", "/assets/none.js"];

test("onion door: pages that came by https name the onion service, and nothing of what was asked for", async () => {
  const { relay } = await openBoard({ ...WEB, ONION_LOCATION: ONION });
  for (const url of ["/", "/demo.html", "/?signal=1", "/demo.html?x#y"]) {
    const { statusCode, headers } = await ask(relay, url, "dissent.localhost");
    expect([url, statusCode, headers["onion-location"]]).toEqual([url, 200, ONION]);
    expect(headers["strict-transport-security"]).toContain("max-age=");
  }
  // Also where a browser has the page and asks whether it changed.
  const { headers } = await ask(relay, "/", "dissent.localhost");
  const again = await ask(relay, "/", "dissent.localhost", { "if-none-match": headers.etag });
  expect([again.statusCode, again.headers["onion-location"]]).toEqual([304, ONION]);
});

test("onion door: what is no page names nothing, and neither does another listener", async () => {
  const { relay, board } = await openBoard({ ...WEB, ONION_LOCATION: ONION });
  for (const url of OTHERS)
    expect([url, (await ask(relay, url, "dissent.localhost")).headers["onion-location"]]).toEqual([url, undefined]);
  for (const url of ["/", "/council.html", ...OTHERS])
    expect([url, (await ask(board, url, "desk.dissent.localhost")).headers["onion-location"]]).toEqual([
      url,
      undefined,
    ]);
});

test("onion door: who comes through it is told neither of itself nor of TLS, and gets all else alike", async () => {
  const { relay } = await openBoard({ ...WEB, ONION_LOCATION: ONION });
  for (const url of ["/", "/demo.html", ...OTHERS]) {
    const [web, onion] = [await ask(relay, url, "dissent.localhost"), await ask(relay, url, ONION_NAME)];
    const { "onion-location": named, "strict-transport-security": strict, date: at, ...rest } = web.headers;
    const { date: later, ...all } = onion.headers;
    expect([url, onion.statusCode, all]).toEqual([url, web.statusCode, rest]);
    expect(onion.body).toBe(web.body);
    expect([typeof at, typeof later, typeof strict]).toEqual(["string", "string", "string"]);
    expect(named === undefined).toBe(OTHERS.includes(url));
  }
});

test("onion door: a port or a name before it is the same door, another address than the one that is named too", async () => {
  const { relay } = await openBoard({ ...WEB, ONION_LOCATION: ONION });
  const moved = "sp3k262uwy4r2k3ycr5awluarykdpag6a7y33jxop4cs2lu5uz5sseqd.onion";
  for (const host of [`${ONION_NAME}:80`, `www.${ONION_NAME}`, moved, ONION_NAME.toUpperCase()]) {
    const { headers } = await ask(relay, "/", host);
    expect([host, headers["onion-location"], headers["strict-transport-security"]]).toEqual([
      host,
      undefined,
      undefined,
    ]);
  }
  for (const host of ["dissent.onion.example.org", "onion", "[::1]:8080"])
    expect([host, (await ask(relay, "/", host)).headers["onion-location"]]).toEqual([host, ONION]);
});

test("onion door: who names no host gets a page", async () => {
  const { relay } = await openBoard({ ...WEB, ONION_LOCATION: ONION });
  const socket = connect(Number(new URL(await listening(relay)).port), "127.0.0.1");
  socket.write("GET / HTTP/1.0\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test("onion door: where no address is given nobody is told of one", async () => {
  const { relay } = await openBoard(WEB);
  expect((await ask(relay, "/", "dissent.localhost")).headers).not.toHaveProperty("onion-location");
  expect((await ask(relay, "/", ONION_NAME)).headers).not.toHaveProperty("strict-transport-security");
});
