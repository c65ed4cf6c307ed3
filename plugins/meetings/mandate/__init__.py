"""Điều 6, khoản 3: who may speak in the name of the Office, and who only for himself."""
