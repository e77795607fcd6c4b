"""The stories of tests/stories, and what tells whether one comes out right."""

from pathlib import Path

from consilience.score import stories as told
from consilience.score.stories import Story, matches, misses, problems, tell

FOLDER = Path(__file__).parent / "stories"
__all__ = ["FOLDER", "Story", "matches", "misses", "problems", "stories", "tell"]


def stories() -> list[Story]:
    return told.stories(FOLDER)
