# What the image of each service begins with: everything but the service.
ARG BUILDER=ingot-builder
FROM ${BUILDER} AS build
FROM scratch
COPY --from=build /image /
USER 10001:10001
ENV HOST=0.0.0.0 PORT=4000 DATABASE_URL=sqlite:/data/app.db
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 CMD ["/service", "--health-check"]
ENTRYPOINT ["/service"]
