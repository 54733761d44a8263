# One image for every role: `docker run joinery start`, `joinery serve people`, `joinery gateway`, …
FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The image brings Node.js itself, so the copy from the lock file goes.
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node dist/.tsbuildinfo

FROM node:26-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production JOINERY_HOST=0.0.0.0 JOINERY_DATA_DIR=/data
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/schema schema
COPY --from=build /app/docs docs
COPY --from=build /app/cli/templates cli/templates
COPY --from=build /app/dist dist
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 4000 4001 4002 4003 4004 4100
ENTRYPOINT ["node", "--max-semi-space-size=32", "--no-allocation-site-pretenuring", "--expose-gc", "dist/cli/main.js"]
CMD ["start"]
