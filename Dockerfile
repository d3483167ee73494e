# One image for every service; docker-compose.yml says which one a container is.
#   service  what production runs
#   demo     the same, with the made-up families and the OpenID provider that gives their tokens to anybody

FROM node:20-bookworm-slim AS packages
WORKDIR /childview
COPY package.json package-lock.json .npmrc ./
# No package needs its install script, so none of them gets to run.
RUN npm ci --omit=dev --ignore-scripts

FROM node:20-bookworm-slim AS service
# The compiler would keep what it compiled in a temporary folder that is easy to guess.
ENV NODE_ENV=production SWC_NODE_CACHE=0
WORKDIR /childview
COPY --from=packages /childview/node_modules node_modules
# The services run from their TypeScript, so the compiler settings and what hands the sources to the compiler are needed at run time too.
COPY package.json tsconfig.json run-typescript.js supergraph.graphql ./
# The agreements, with the signatures that put them into force. What makes a signature (governance/) stays out: officers sign before the image is built.
COPY policies policies
COPY service service
COPY trust trust
COPY subgraphs subgraphs
COPY gateway gateway
# The files stay root's, and the process is another user.
USER node
# The compiler unpacks its native part into the user's cache: once here, and not at every start of a container.
RUN node -e 'require("@swc/core")'
CMD ["node", "--import", "./run-typescript.js", "gateway/main.ts"]

FROM service AS demo
ENV NODE_ENV=development
COPY development development
