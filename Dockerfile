# SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
# SPDX-License-Identifier: EUPL-1.2

# Board, relay or issuer, as ROLES says. Without the demo's database: DATABASE_URL names a real one.
FROM node:24-bookworm-slim
WORKDIR /tegenspraak
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY . .
RUN npm run build && mkdir /var/lib/tegenspraak && chown node:node /var/lib/tegenspraak
USER node
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/var/lib/tegenspraak
CMD ["node", "server/main.ts"]
