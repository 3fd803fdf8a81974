"""Until the site's own page cache is there: what it says of public pages, and their ETags."""

from django.utils.cache import get_conditional_response, set_response_etag


def says_what_is_public(get_response):
    def middleware(request):
        response = get_response(request)
        is_public = not (
            response.has_header("Cache-Control")
            or response.cookies
            or "CSRF_COOKIE" in request.META
        )
        if response.status_code == 200 and request.method in ("GET", "HEAD") and is_public:
            response["Cache-Control"] = "public, max-age=0, s-maxage=1, stale-if-error=86400"
            set_response_etag(response)
            return get_conditional_response(request, response["ETag"], response=response)
        return response

    return middleware
