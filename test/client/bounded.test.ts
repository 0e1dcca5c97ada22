// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { sendSealed } from "../../client/transport.ts";

const SIZE = 65_536;

/** What a page gets from a relay that says this. */
async function answeredBy(say: (response: ServerResponse) => void): Promise<Uint8Array> {
  const relay = createServer((_request, response) => say(response)).listen(0, "127.0.0.1");
  await once(relay, "listening");
  const address = relay.address();
  if (address === null || typeof address === "string") throw new Error("a relay on a port");
  try {
    return await sendSealed(`http://127.0.0.1:${address.port}/v1/oblivious`, new Uint8Array(8), SIZE);
  } finally {
    relay.close();
    relay.closeAllConnections();
  }
}

function* endlessParts(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(16_384);
}

test("answer: what a relay passes on is whole, in however many parts it comes", async () => {
  const answer = await answeredBy((response) => {
    for (let part = 0; part < 4; part += 1) response.write(new Uint8Array(SIZE / 4).fill(part));
    response.end();
  });
  expect(answer).toHaveLength(SIZE);
  expect([...new Set(answer)]).toEqual([0, 1, 2, 3]);
});

test("answer: a relay that goes on for ever is not listened to for ever, announced or not", async () => {
  let isLeft = Promise.resolve<unknown>(null);
  const endless = (response: ServerResponse): void => {
    isLeft = once(response, "close");
    Readable.from(endlessParts()).pipe(response);
  };
  await expect(answeredBy(endless)).rejects.toMatchObject({ code: "busy" });
  await isLeft;
  await expect(
    answeredBy((response) => {
      response.setHeader("Content-Length", 1e9);
      endless(response);
    }),
  ).rejects.toMatchObject({ code: "busy" });
  await isLeft;
});

test("answer: one of another size, none, and one that breaks off are as good as none", async () => {
  await expect(answeredBy((response) => response.end(new Uint8Array(SIZE - 1)))).rejects.toMatchObject({
    code: "busy",
  });
  await expect(answeredBy((response) => response.writeHead(204).end())).rejects.toMatchObject({ code: "busy" });
  await expect(
    answeredBy((response) => {
      response.write(new Uint8Array(16), () => response.destroy());
    }),
  ).rejects.toMatchObject({ code: "offline" });
});
