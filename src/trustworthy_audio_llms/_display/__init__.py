"""How catalogs look: at a prompt, in a notebook, as plots."""
