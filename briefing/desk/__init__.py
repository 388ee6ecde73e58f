"""Disk to answers: what lies in a desk's folder, indexed, and asked."""
