// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { classOfRequest, SIZE_CLASSES, type SizeClass } from "./classes.ts";
export { decodeConfigurations, encodeConfigurations, type KeyConfiguration } from "./configuration.ts";
export { gatewayInForce, openGatewayDocument, signGatewayDocument, type GatewayConfigurations } from "./document.ts";
export { DUMMY, encapsulate, type Encapsulated } from "./encapsulated.ts";
export {
  openRequest,
  requestOverhead,
  responseOverhead,
  sealAnswer,
  sealRequest,
  type Aead,
  type AnswerKey,
  type OpenedRequest,
  type SealedRequest,
} from "./encapsulation.ts";
export { nextSlotMoment, type Uniform } from "./moments.ts";
export { x25519GatewayKey, xwingGatewayKey, type GatewayKey } from "./gateway-key.ts";
export {
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  type ObliviousRequest,
  type ObliviousResponse,
} from "./message.ts";
