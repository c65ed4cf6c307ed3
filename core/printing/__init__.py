"""What every area prints with: Word from templates the office may edit, Excel tables, the wording of Party papers.

Plugins never import each other, and several of them print. The libraries that write Word and Excel files are slow to
load: only `word` and `excel` import them, and only when something is written.
"""
