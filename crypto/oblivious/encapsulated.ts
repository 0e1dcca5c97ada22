// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { SIZE_CLASSES, type SizeClass } from "./classes.ts";
import type { KeyConfiguration } from "./configuration.ts";
import { requestOverhead, sealRequest } from "./encapsulation.ts";
import { decodeResponse, encodeRequest, type ObliviousRequest, type ObliviousResponse } from "./message.ts";

// A whole request of a class, from what is asked to the bytes on the wire, and back from the answer (SPEC.md, "Requests and answers").

/** What goes in a slot for which nothing waits. */
export const DUMMY: ObliviousRequest = {
  method: "POST",
  path: "/v1/dummies",
  authorization: null,
  contentType: null,
  content: new Uint8Array(0),
};

export interface Encapsulated {
  /** As many as the class says. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /**
   * @param answer as it came
   * @throws ProtocolError `malformed`, also for one of another size, or `cannot_open`
   */
  open(answer: Uint8Array): ObliviousResponse;
}

/** @param key of the gateway, with X-Wing @throws ProtocolError `too_long` */
export function encapsulate(
  request: ObliviousRequest,
  sizeClass: SizeClass,
  key: KeyConfiguration,
  origin: string,
): Encapsulated {
  const sizes = SIZE_CLASSES[sizeClass];
  const sealed = sealRequest(key, encodeRequest(request, origin, sizes.request - requestOverhead(key.kem)));
  return {
    bytes: sealed.bytes,
    open(answer) {
      if (answer.length !== sizes.response) throw new ProtocolError("malformed", "not an answer of this class");
      return decodeResponse(sealed.openResponse(answer));
    },
  };
}
