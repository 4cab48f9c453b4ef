"""Maps as HTML that needs nothing: no scripts, no network, and to be read no styles either."""
