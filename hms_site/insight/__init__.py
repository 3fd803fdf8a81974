"""How those who run the site see how it does: health, metrics, ids of requests, errors."""
