"""ECHO as an OpenEnv environment: a typed client and its models."""

try:
    from .client import EchoClient, EchoResult
    from .models import EchoAction, EchoObservation, EchoState
except ImportError:  # the folder itself is on the path
    from client import EchoClient, EchoResult
    from models import EchoAction, EchoObservation, EchoState

__all__ = ["EchoAction", "EchoClient", "EchoObservation", "EchoResult", "EchoState"]
