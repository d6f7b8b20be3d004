"""The closed door: what a document may load is in memory or in templates, everything else is fatal."""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Serves `chart:<id>` and `attachment:<name>` from memory and nothing else.

    Not a file, not an address of a network, not even `data:`. Raises `FatalURLFetchingError`, which
    WeasyPrint does not swallow as it does other errors.
    """

    def __init__(self, resources: Mapping[str, tuple[bytes, str]]) -> None:
        """`resources`: content and media type by URL."""
        super().__init__(allowed_protocols=())
        self._resources = dict(resources)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The resource of a known URL."""
        if url not in self._resources:
            raise FatalURLFetchingError(f"a document may not load {url!r}")
        content, media_type = self._resources[url]
        return URLFetcherResponse(url, content, {"Content-Type": media_type})
