FROM node:24-slim
# For offers.git.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git openssh-client \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /crieur
COPY package.json package-lock.json .npmrc ./
COPY vendor vendor
RUN npm ci --omit=dev
COPY bin bin
COPY src src
COPY demo demo
COPY synapse synapse
COPY config config
RUN mkdir data offers && chown node:node data offers
USER node
VOLUME ["/crieur/data", "/crieur/offers"]
# Strips the types for all starts; and less memory is kept for threads that need none.
RUN node bin/crieur.js --version
ENV MALLOC_ARENA_MAX=2
# The launcher itself, not npx: signals have to reach the bot.
ENTRYPOINT ["node", "bin/crieur.js"]
CMD ["start"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8090/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
