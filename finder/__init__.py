"""finder ranks doctors who treat broken vertebrae by distance and checked facts, with reasons."""

__version__ = "0.1.0"
