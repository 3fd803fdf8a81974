"""What visitors ask for under /brochure/, one module per page."""
