# One image for every service; docker-compose.yml says which one a container is.
#   service  what production runs
#   demo     the same, with the made-up families and the OpenID provider that gives their tokens to anybody

FROM node:24-bookworm-slim AS packages
WORKDIR /childview
COPY package.json package-lock.json .npmrc ./
# No package needs its install script, so none of them gets to run.
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-bookworm-slim AS build
WORKDIR /childview
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY run.js build.js .swcrc ./
# The agreements, with the signatures that put them into force. What makes a signature (governance/) stays out: officers sign before the image is built.
COPY policies policies
COPY service service
COPY trust trust
COPY subgraphs subgraphs
COPY gateway gateway
COPY development development
RUN node run.js && mv dist/* built

FROM node:24-bookworm-slim AS service
# Where something fails, the log names the line of the source.
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps
WORKDIR /childview
COPY --from=packages /childview/node_modules node_modules
COPY package.json supergraph.graphql ./
COPY --from=build /childview/built/policies policies
COPY --from=build /childview/built/service service
COPY --from=build /childview/built/trust trust
COPY --from=build /childview/built/subgraphs subgraphs
COPY --from=build /childview/built/gateway gateway
# The files stay root's, and the process is another user.
USER node
CMD ["node", "gateway/main.js"]

FROM service AS demo
ENV NODE_ENV=development
COPY --from=build /childview/built/development development
