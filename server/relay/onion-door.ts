// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Listener } from "../listener.ts";

/**
 * The relay behind two doors: its web address, and an onion service on the same machine that hands its connections to the same port. By
 * the name that a browser asks for they are told apart, for their headers only. Tor Browser heeds `Onion-Location` of a page that came
 * by https and not from an onion service; strict transport is for TLS, which an onion service has in another form.
 * @param address of the onion service, always without a path: what somebody reads is not in it. Null: nobody is told of one
 * @param pages paths of documents; nothing else names the other door
 */
export function registerOnionDoor(app: Listener, address: string | null, pages: readonly string[]): void {
  app.addHook("onSend", async (request, reply) => {
    if (request.hostname.toLowerCase().endsWith(".onion")) reply.removeHeader("Strict-Transport-Security");
    else if (address !== null && pages.includes(request.routeOptions.url ?? ""))
      reply.header("Onion-Location", address);
  });
}
