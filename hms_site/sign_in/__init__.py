"""How staff sign in: allauth's pages in our look, a second factor, a pause after wrong tries."""
