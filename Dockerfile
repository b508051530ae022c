FROM python:3.12-slim AS build
COPY . /tqcheck
RUN python -m venv /opt/tqcheck && /opt/tqcheck/bin/pip install --no-cache-dir /tqcheck

FROM python:3.12-slim
COPY --from=build /opt/tqcheck /opt/tqcheck
ENV PATH="/opt/tqcheck/bin:$PATH"
RUN useradd --create-home --uid 1000 tqcheck
USER 1000
WORKDIR /src
ENTRYPOINT ["tqcheck"]
CMD ["--help"]
