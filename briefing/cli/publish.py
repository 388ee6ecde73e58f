"""`briefing publish`."""

from __future__ import annotations

import os

import click

from briefing.cli.desk_options import changed_desk
from briefing.cli.refused import Refused


@click.command("publish")
@click.argument("address")
@click.option(
    "--reader",
    "readers",
    metavar="ROLE",
    multiple=True,
    help="Let this role read the desk; may be repeated.",
)
@click.option("--marks", "keeps_marks", is_flag=True, help="From now on readers keep what they mark there, too.")
@click.option("--whole", "is_whole", is_flag=True, help="Publish all of it anew, whatever is there.")
@changed_desk
def command(address: str, readers: tuple[str, ...], keeps_marks: bool, is_whole: bool, desk: str | None) -> None:
    """Bring a desk into a PostgreSQL database, from where a whole team reads it.

    ADDRESS is postgresql://HOST/DATABASE?schema=NAME; what it does not say comes from PGHOST, PGSERVICE, .pgpass and
    the others. What changed since the last time is sent, in one transaction; readers who have the desk open see it at
    once.
    """
    from briefing.cli.desks import desk_to_change
    from briefing.cli.output import print_lines
    from briefing.cli.published import address_named, need_team
    from briefing.cli.terminal import counted
    from briefing.config.paths import Folders
    from briefing.desk.away import Away
    from briefing.model.clock import Clock
    from briefing.model.nouns import counted as number_of
    from briefing.model.published import is_address

    if not is_address(address):
        raise Refused("the address of a database begins with postgresql://")
    to = address_named(address)
    need_team()
    root = desk_to_change(desk)
    from briefing.postgres.publishing import PublishError, publish

    cache = Folders.find(os.environ).cache / "published"
    try:
        with counted() as progress:
            done = publish(root, cache, to, Clock(), readers, progress, is_whole, keeps_marks)
    except (Away, PublishError) as error:
        raise Refused(f"nothing was published: {error}") from None
    said = number_of(done.briefs, "story", "stories")
    if not done.is_new:
        said += f", {done.sent:,} of them sent" if done.sent else ", and nothing was to be sent"
    print_lines([f"{to.shown} has {said}"])
