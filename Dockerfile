# The tag moves with every patch of Node 24. For builds that repeat exactly, give the digest it has today:
#   docker buildx imagetools inspect node:24-bookworm-slim --format '{{.Manifest.Digest}}'
#   docker build --build-arg NODE=node:24-bookworm-slim@sha256:<digest> --tag create-from-notes .
ARG NODE=node:24-bookworm-slim

FROM ${NODE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What runs needs no install script; without them a package that was taken over cannot run anything here.
RUN npm ci --omit=dev --ignore-scripts

FROM ${NODE}
ENV NODE_ENV=production HOST=0.0.0.0 METRICS_HOST=0.0.0.0 DATA_FOLDER=/data
RUN install --directory --owner=node --group=node --mode=700 /data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY middleware/migrations ./middleware/migrations
COPY middleware/src ./middleware/src
# The user "node", by number: Kubernetes cannot tell from a name that it is not root.
USER 1000:1000
# Only the embedded database writes here, and nothing writes anywhere else.
VOLUME /data
EXPOSE 4680 4681
STOPSIGNAL SIGTERM
# /health and not /ready: a process that waits for its database must not be replaced.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT || 4680}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "middleware/src/main.ts"]
