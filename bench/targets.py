"""What a run asks for, of whom, and what of another target it may cost."""

from dataclasses import dataclass

# no page cache answers a request with credentials, and nothing of ours reads this one
UNCACHED = ("Authorization: none",)
COMPRESSED = ("Accept-Encoding: gzip",)


@dataclass(frozen=True)
class Target:
    """`cpu` is the most CPU of `against` that it may take, `rate` the least of its requests/s."""

    path: str
    server: str  # site, floor or nginx
    against: str = ""
    cpu: float | None = None
    rate: float | None = None
    headers: tuple[str, ...] = ()


def targets(pdf: str, cookie: str) -> dict[str, Target]:
    """`pdf` is the address of a brochure, `cookie` a session of the desk."""
    page, post, hello = "floor-page", "floor-post", "floor-hello"
    return {
        page: Target("/page/", "floor"),
        hello: Target("/hello/", "floor"),
        post: Target("/form/", "floor"),
        "file": Target("/file/programs/index.html", "nginx", headers=COMPRESSED),
        "home": Target("/", "site", page, 1.0, headers=UNCACHED),
        "programs": Target("/programs/", "site", page, 1.0, headers=UNCACHED),
        "program": Target("/programs/immunology/", "site", page, 1.0, headers=UNCACHED),
        "news": Target("/news/", "site", page, 1.0, headers=UNCACHED),
        "form": Target("/brochure/", "site", page),
        "post": Target("/brochure/", "site", post, 4.0),
        "cached": Target("/programs/", "site", hello, 1.0, headers=COMPRESSED),
        "behind-nginx": Target("/programs/", "nginx", "file", rate=0.5, headers=COMPRESSED),
        "search": Target("/search/?q=immunology", "site", page),
        "admin-list": Target("/admin/inquiries/inquiry/", "site", page, headers=(cookie,)),
        "pdf": Target(pdf, "site", page),
    }
