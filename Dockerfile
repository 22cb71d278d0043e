# Two stages: build with the lock file, then only the binary and the knowledge.
# docker build -t stackwise . && docker run -e DISCORD_TOKEN -v stackwise:/var/lib/stackwise stackwise

FROM rust:1-bookworm AS build
ARG PROFILE=release
ARG ROOT=
WORKDIR /build
COPY . .
RUN cargo build --locked --profile "$PROFILE" --bin stackwise
RUN install -D -m 0755 "${CARGO_TARGET_DIR:-target}/$(test "$PROFILE" = dev && echo debug || echo "$PROFILE")/stackwise" "$ROOT/out/stackwise"

FROM debian:bookworm-slim
ARG ROOT=
ARG OWNER=10001
RUN install -d -m 0750 -o "$OWNER" -g "$OWNER" "$ROOT/var/lib/stackwise"
COPY --from=build /out/stackwise /usr/local/bin/stackwise
COPY knowledge /usr/share/stackwise/knowledge
# The binary holds the fonts; their licences travel with it.
COPY fonts/README.md /usr/share/stackwise/fonts/README.md
COPY fonts/licences /usr/share/stackwise/fonts/licences
USER 10001:10001
WORKDIR /var/lib/stackwise
VOLUME /var/lib/stackwise
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["stackwise", "health"]
ENTRYPOINT ["stackwise"]
CMD ["run", "--knowledge", "/usr/share/stackwise/knowledge"]
