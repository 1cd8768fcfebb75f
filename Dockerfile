# syntax=docker/dockerfile:1

# The pinned Node of package.json's optional dependencies, as an image.
ARG NODE=node:26.10.0-trixie-slim

FROM ${NODE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/server/package.json apps/server/
COPY apps/web/package.json apps/web/
COPY packages/engine/package.json packages/engine/
COPY packages/contract/package.json packages/contract/
COPY packages/client/package.json packages/client/
COPY packages/interchange/package.json packages/interchange/
COPY bench/package.json bench/
COPY e2e/package.json e2e/

FROM manifests AS web
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY packages packages
COPY apps/web apps/web
COPY scripts/web-build.mjs scripts/
RUN node scripts/web-build.mjs

# What the server needs to run, and nothing else: without the last option, npm adds what libraries
# could work with (vite, react) because other workspaces have it.
FROM manifests AS dependencies
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev --workspace=apps/server --legacy-peer-deps

FROM ${NODE}
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    QUIZMENTOR_DATA=/data
WORKDIR /app
COPY LICENSE package.json ./
COPY --from=dependencies /app/node_modules node_modules
COPY packages packages
COPY content content
COPY apps/server apps/server
COPY --from=web /app/apps/web/dist apps/web/dist
# Compiled code is kept from start to start; the data is the volume's.
RUN mkdir -p /data node_modules/.cache && chown node:node /data node_modules/.cache
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=30", "apps/server/src/main.ts"]
