"""Sổ văn bản đến: what arrives is registered, assigned, summed up, handled and answered for (3.13, 4.3-4, 6.1-2)."""
