"""Synapse modules for a homeserver like Tchap's on one machine; copied beside its configuration."""

import os
import signal
import threading

from room_access_rules import RoomAccessRules
from synapse.api.room_versions import KNOWN_ROOM_VERSIONS


class TchapAccessRules(RoomAccessRules):
    """Tchap's rules, in rooms of version 12 too.

    From version 12 on creators have infinite power and may not be named in the power levels, where the published
    module puts them: without this, every createRoom fails.
    """

    async def on_create_room(self, requester, config, is_requester_admin):
        allowed = await super().on_create_room(requester, config, is_requester_admin)
        server = self.module_api._hs.config.server
        version = config.get("room_version") or server.default_room_version.identifier
        if getattr(KNOWN_ROOM_VERSIONS.get(version), "msc4289_creator_power_enabled", False):
            levels = config.get("power_level_content_override", {})
            levels.get("users", {}).pop(requester.user.to_string(), None)
        return allowed


class EndsWithItsParent:
    """Stops Synapse when its standard input closes: a program killed with SIGKILL leaves no homeserver behind."""

    def __init__(self, config, api):
        threading.Thread(target=self._wait, daemon=True).start()

    @staticmethod
    def parse_config(config):
        return config

    @staticmethod
    def _wait():
        # Not sys.stdin: a thread that holds its lock makes Python abort at the end.
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
