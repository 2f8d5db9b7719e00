# The bot alone: no root, no compiler, its data in /data. HOSTING.md tells how to use it.
FROM python:3.13.16-slim-trixie

ENV PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/biehuang.db
WORKDIR /app

COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

COPY bot bot
COPY handlers handlers
COPY content content
RUN python -m compileall -q bot handlers \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin biehuang \
 && install -d -o 10001 -m 0700 /data

USER 10001
VOLUME /data
# No HEALTHCHECK: it opens no port, and it ends by itself when it can't go on, so that restart helps.
CMD ["python", "-m", "bot", "run"]
