"""The floor of every key: a program that answers each byte with one byte, and nothing else."""

import os
import sys
import tty

if __name__ == "__main__":
    tty.setraw(0)
    os.write(1, b"READY")
    while byte := os.read(0, 1):
        os.write(1, byte)
    sys.exit(0)
