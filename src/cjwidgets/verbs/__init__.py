"""What a map and its parts can do with what stands above the model: files, evidence, statistics.

Here the layers meet: each verb loads what it needs when it is called, and nothing before. People,
type checkers and completion see its signature and docstring on the node.
"""
