"""Reads event logs: columns of files, times, ids; one registry of formats."""
