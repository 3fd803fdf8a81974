"""nginx before the site, as in production, and nginx with a page as a file: the machine's limit."""

import getpass
import gzip
import os
import shutil
import urllib.request
from pathlib import Path

from bench.serving import VAR

FOLDER = VAR / "nginx"
PAGE = "programs/index.html"
# what the site's own configuration in front of it does with public pages, and nothing else
CONFIGURATION = """
{user}
daemon off;
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
  access_log off;
  types {{ text/html html; }}
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  proxy_cache_path {folder}/cache keys_zone=pages:10m;
  upstream site {{ server 127.0.0.1:{site}; keepalive 8; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://site;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host 127.0.0.1;
      proxy_set_header Accept-Encoding $http_accept_encoding;
      proxy_cache pages;
      proxy_cache_key "$request_uri $http_accept_encoding";
      proxy_cache_valid 200 1s;
      proxy_cache_revalidate on;
      proxy_cache_background_update on;
      proxy_cache_lock on;
      proxy_cache_use_stale updating error timeout http_500 http_502 http_503 http_504;
    }}
    location /file/ {{ alias {folder}/file/; gzip_static always; index index.html; }}
  }}
}}
"""


def prepare(port: int, site: int) -> list[str]:
    """Writes the configuration; the command that serves it."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    (FOLDER / "file" / PAGE).parent.mkdir(parents=True)
    # else its workers, of a user of their own, could not read the folder
    user = "" if os.geteuid() else f"user {getpass.getuser()};"
    text = CONFIGURATION.format(
        user=user, workers=os.cpu_count(), folder=FOLDER, port=port, site=site
    )
    (FOLDER / "nginx.conf").write_text(text)
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    return [program, "-p", str(FOLDER), "-c", "nginx.conf", "-e", f"{FOLDER}/error.log"]


def store_page(site: str) -> None:
    """The bytes that the site sends, as a file that is compressed already."""
    asked = urllib.request.Request(f"{site}/programs/", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=20) as response:
        body = response.read()
        is_compressed = response.headers["Content-Encoding"] == "gzip"
    path = Path(FOLDER / "file" / f"{PAGE}.gz")
    path.write_bytes(body if is_compressed else gzip.compress(body, 9))
