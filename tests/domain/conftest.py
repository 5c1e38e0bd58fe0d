"""Property tests are slow on a busy machine without being wrong, so they have no deadline."""

from hypothesis import HealthCheck, settings

settings.register_profile("finder", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("finder")
