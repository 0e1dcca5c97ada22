// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

declare module "*.txt?raw" {
  const text: string;
  export default text;
}
