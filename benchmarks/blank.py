"""The yardstick: a Textual app that shows one word."""

from textual.app import App
from textual.screen import Screen


class BlankScreen(Screen[None]):
    def render(self) -> str:
        return "blank-and-ready"


class Blank(App[None]):
    def get_default_screen(self) -> BlankScreen:
        return BlankScreen()


if __name__ == "__main__":
    Blank().run()
