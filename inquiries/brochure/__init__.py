"""The personal brochure: what it says, of which edition, and how it is drawn."""
