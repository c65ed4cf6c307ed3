"""Outgoing documents: draft and dossier, the collective, the signature, the register (Điều 2, 3.8, 4.5, 9, 20)."""
