"""nginx in front of web processes: takes in the whole request first, passes over who is away."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journeys.site import new_address

from .processes import end, is_listening, wait_for

AS_DEPLOYED = "max_fails=2 fail_timeout=5s"
CONFIGURATION = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  client_header_timeout 10s; client_body_timeout 15s; client_max_body_size 3m;
  proxy_request_buffering on;
  proxy_next_upstream error timeout non_idempotent;
  upstream web {{ {servers} }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://web; proxy_http_version 1.1;
      proxy_set_header Host $http_host; proxy_set_header Connection close;
      proxy_set_header X-Forwarded-For $remote_addr;
    }}
  }}
}}
"""


@contextmanager
def nginx(*behind: str) -> Iterator[str]:
    """Its address, in front of these."""
    address = new_address()
    port = address.rpartition(":")[2]
    servers = " ".join(f"server {url.removeprefix('http://')} {AS_DEPLOYED};" for url in behind)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "nginx.conf"
        file.write_text(CONFIGURATION.format(folder=folder, servers=servers, port=port))
        process = subprocess.Popen(["nginx", "-c", file, "-e", f"{folder}/log"])
        try:
            wait_for(lambda: is_listening(int(port)))
            yield address
        finally:
            end(process)
