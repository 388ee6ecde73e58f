"""The guards of `SECURITY.md` are taken out, one by one, and the test that is named for each must fail.

`python -m tests.guards` does it in a copy of the project (`make hard`); `tests/test_security.py` holds that each
promise has a guard here, and that its line is still there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Guard(NamedTuple):
    """What is written in the place of a guard so that it is out, and the test that fails then."""

    file: str
    guard: str
    without: str
    test: str

    @property
    def name(self) -> str:
        return self.test.partition("::")[2]


WALK, OUT, ESCAPES = "tests/ui/test_hostile_walk.py", "tests/cli/test_output.py", "tests/report/test_escapes.py"
MISTAKES, FOREIGN = "tests/check/test_mistakes.py", "tests/cli/test_foreign_code.py"
WEB, BOMBS, FUZZING = "tests/articles/test_web.py", "tests/cli/test_bombs.py", "tests/test_fuzzing.py"
SCAN = "tests/desk/test_scan.py"
OUTSIDE, YAML, LONG = "tests/desk/test_outside.py", "tests/parse/test_yaml.py", "tests/check/test_long_files.py"
EDITOR, MCP, ODD = "tests/ui/test_provenance.py", "tests/cli/test_mcp.py", "tests/ui/test_odd_terminals.py"
INIT, STATE = "tests/cli/test_init.py", "tests/desk/test_state.py"
TRACES, CURSOR = "tests/desk/test_traces.py", "tests/lsp/test_cursor_news.py"
SERVER, AFAR = "tests/browser/test_server.py", "tests/ui/test_afar.py"
HARDSHIP = "tests/hard/test_hardship.py"
ADDRESS, PUBLISHING = "tests/postgres/test_address.py", "tests/postgres/test_publishing.py"
SHARED = "tests/postgres/test_marks.py"
SECRETS, CREDENTIALS = "tests/cli/test_secrets.py", "tests/postgres/test_credentials.py"
NAMED, ELSEWHERE = "tests/cli/test_published.py", "tests/ui/test_published.py"
SYSTEM, POORER = "tests/model/test_system.py", "tests/cli/test_poorer.py"
_STATIC = "\n\ndef _around(text: str) -> object:\n    from textual.widgets import Static\n\n    return Static(text)\n"

GUARDS = (
    Guard("browser/server.py", "if not self._gate.knows(host):", "if False:",
          f"{SERVER}::test_by_a_name_of_somebody_elses_nothing_is_answered"),
    Guard("browser/server.py", 'if request.path == "/ws" and not', "if False and not",
          f"{SERVER}::test_only_its_own_page_opens_the_reader"),
    Guard("browser/server.py", 'if not self._gate.opens(request.cookies.get(self._cookie, "")):', "if False:",
          f"{SERVER}::test_without_the_token_nobody_is_let_in"),
    Guard("browser/reader_process.py", "return min(size, _MOST) if", "return size if",
          f"{SERVER}::test_a_browser_names_no_size_that_takes_all_memory"),
    Guard("ui/crew/provenance.py", 'if app.is_web:\n            say(', 'if False:\n            say(',
          f"{AFAR}::test_no_editor_is_started_from_a_browser"),
    Guard("ui/crew/provenance.py", "afar = self._reader.app.is_web", "afar = False",
          f"{AFAR}::test_addresses_and_copies_go_to_the_browser"),
    Guard("ui/screens/orders.py", 'if self._house.is_web:\n            self._stage.say(NOT_IN_A_BROWSER["names"])',
          'if False:\n            self._stage.say("")', f"{AFAR}::test_names_are_put_in_order_elsewhere"),
    Guard("postgres/publishing.py", "SELECT ON ALL TABLES", "ALL ON ALL TABLES",
          f"{PUBLISHING}::test_who_may_read_may_not_write"),
    Guard("ui/opening.py", "lasting and settings.marks_in_database", "lasting",
          f"{SHARED}::test_who_says_no_keeps_them_at_home"),
    Guard("cli/published.py", "if not load_settings(folders.config / \"config.toml\").marks_in_database:", "if False:",
          f"{SHARED}::test_who_says_no_keeps_them_at_home"),
    Guard("postgres/marks.py", "ENABLE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY",
          f"{SHARED}::test_nobody_has_the_marks_of_another"),
    Guard("postgres/marks.py", "with contextlib.suppress(ValueError):", "with contextlib.nullcontext():",
          f"{SHARED}::test_what_a_hand_or_a_later_program_wrote_there_is_passed_over"),
    Guard("postgres/address.py", "return f\"postgresql://{hosts}/{quote", "return f\"postgresql://{urlsplit(self.url).netloc}/{quote",
          f"{ADDRESS}::test_what_is_shown_has_no_user_and_no_password"),
    Guard("postgres/address.py", 'asked["sslmode"] = "require"', "pass",
          f"{ADDRESS}::test_off_this_machine_it_is_encrypted_unless_something_else_is_said"),
    Guard("cli/output.py", "clean(hidden(", "clean((lambda said, _typed: said)(",
          f"{SECRETS}::test_no_command_repeats_a_password_wherever_it_stands"),
    Guard("model/secrets.py", "for word in typed:", "for word in ():",
          f"{SECRETS}::test_a_password_that_should_have_percent_signs_is_taken_out_too"),
    Guard("ui/pages/notes.py", "hidden(opened, [opened])", "opened",
          f"{ELSEWHERE}::test_an_address_in_the_wrong_place_shows_no_password"),
    Guard("postgres/troubles.py", "return found.format(", "return str(error) + address.url + found.format(",
          f"{CREDENTIALS}::test_a_password_is_taken_in_each_way_and_a_wrong_one_is_told"),
    Guard("postgres/address.py", "return Path(\"/\", *[", "return Path(self.url, *[",
          f"{CREDENTIALS}::test_no_command_and_no_reader_keeps_it"),
    Guard("postgres/address.py", "def __repr__", "def _described",
          f"{ADDRESS}::test_what_is_shown_has_no_user_and_no_password"),
    Guard("cli/desks.py", "where = address_named(given).shown", "where = given",
          f"{NAMED}::test_what_needs_files_says_so_and_names_no_password"),
    Guard("postgres/troubles.py", "return found.format(", "return str(error) + found.format(",
          f"{NAMED}::test_a_server_that_does_not_answer_is_a_sentence_without_the_password"),
    Guard("ui/crew/provenance.py", "file.is_file() and file.resolve().is_relative_to(folder.resolve())",
          "file.is_file()", f"{ELSEWHERE}::test_the_editor_is_given_a_file_of_the_clone_and_none_outside"),
    Guard("ui/crew/provenance.py", " and file.resolve().is_relative_to(folder.resolve())", "",
          f"{ELSEWHERE}::test_the_editor_is_given_a_file_of_the_clone_and_none_outside"),
    Guard("desk/database.py", "if not can_lock(folder):", "if False:",
          f"{HARDSHIP}::test_where_files_cannot_be_locked_answers_come_and_marks_are_told"),
    Guard("model/cursor_channel.py", "status.st_mode & 0o077:", "False:",
          f"{CURSOR}::test_a_folder_that_others_can_enter_is_no_channel"),
    Guard("model/cursor_channel.py", "re.fullmatch(_MESSAGE, data)", "re.search(_MESSAGE, data)",
          f"{CURSOR}::test_whatever_comes_through_the_channel_is_a_place_or_nothing"),
    Guard("ui/widgets/drawing.py", 'return clean(text).replace("\\n", "").replace("\\t", "")', "return text",
          f"{WALK}::test_the_door_lets_no_control_through"),
    Guard("model/names.py", 'return re.sub(_UNSAFE, "", re.sub(_BREAK, " ", text))', "return text",
          f"{WALK}::test_no_key_shows_what_steers"),
    Guard("ui/plain.py", "from __future__ import annotations", f"from __future__ import annotations{_STATIC}",
          f"{WALK}::test_text_reaches_the_screen_by_one_door"),
    Guard("cli/output.py", 'line = re.sub(pattern, "\\ufffd", line)', "pass",
          f"{OUT}::test_what_a_report_forgot_to_clean_stops_at_the_door"),
    Guard("cli/output.py", "return _inert(line) if is_workflow else line", "return line",
          f"{OUT}::test_no_line_is_a_command_of_a_workflow"),
    Guard("cli/output.py", "raise Unwritten(error) from None", "return",
          f"{OUT}::test_no_broken_way_out_ends_in_a_traceback_or_in_a_lie"),
    Guard("report/escapes.py", "return re.sub(_STEERS, _numbered, text)", "return text",
          f"{ESCAPES}::test_no_format_passes_a_control_on"),
    Guard("report/escapes.py", "return re.sub(_STEERS, _numbered, text)", 'return re.sub(_STEERS, "?", text)',
          f"{ESCAPES}::test_json_comes_back_as_it_was"),
    Guard("parse/turned.py", "yield slips.TURNED.at(span", "slips.TURNED.at(span",
          f"{MISTAKES}::test_a_mistake_is_told_once_where_it_was_made"),
    Guard("check/rules/letters.py", "seen = match.end() + len(_letters_at_start(right))", "continue",
          f"{MISTAKES}::test_a_mistake_is_told_once_where_it_was_made"),
    Guard("__main__.py", "    del sys.path[0]  #", "    pass  #",
          f"{FOREIGN}::test_nothing_is_imported_from_the_folder_that_one_is_in"),
    Guard("desk/readers.py", '[sys.executable, "-P", "-c", _START', '[sys.executable, "-c", _START',
          f"{FOREIGN}::test_nor_by_the_processes_that_read"),
    Guard("articles/web.py", "            _refuse_inside(address, found_at)\n            if not", "            if not",
          f"{WEB}::test_nothing_outside_leads_into_the_users_own_network"),
    Guard("articles/web.py", "            _refuse_inside(address, found_at)\n        except", "        except",
          f"{WEB}::test_nothing_outside_leads_into_the_users_own_network"),
    Guard("articles/web.py", "            return _is_of_here(inner)", "            return False",
          f"{WEB}::test_however_it_is_written_an_address_of_here_is_known"),
    Guard("ui/editors.py", "if path != shlex.quote(path) and any(", "if False and any(",
          f"{EDITOR}::test_no_shell_reads_the_name_of_a_file"),
    Guard("cli/fmt.py", "if change and root / file not in named and leads_out(root, file):", "if False:",
          f"{OUTSIDE}::test_form_is_given_to_nothing_behind_them"),
    Guard("desk/checking.py", "if file not in self._named and leads_out(self._root, file):", "if False:",
          f"{OUTSIDE}::test_nothing_is_written_through_them"),
    Guard("cli/checking.py", "outside += map(desk.called, ways_out(desk.root))", "pass",
          f"{OUTSIDE}::test_they_are_told"),
    Guard("model/files.py", "if not S_ISREG(status.st_mode):", "if False:",
          f"{BOMBS}::test_what_is_no_file_is_told_and_nobody_waits"),
    Guard("desk/scan.py", "if target and (lies_in(real, target) or not", "if False and (lies_in(real, target) or not",
          f"{SCAN}::test_links_lead_neither_to_what_holds_the_desk_nor_on_from_elsewhere"),
    Guard("parse/recovery.py", "if self.pieces < PIECES and self.mistakes < MISTAKES:", "if True:",
          f"{YAML}::test_below_a_thousand_mistakes_a_file_is_not_read_on"),
    Guard("parse/nodes.py", "if len(above) > DEPTH and parent is not None:", "if False:",
          f"{YAML}::test_deep_nesting_is_refused_quickly"),
    Guard("parse/text.py", "if len(data) > BRIEF and", "if False and", f"{YAML}::test_a_file_too_large_is_not_read"),
    Guard("check/order.py", "if len(problems) <= MOST_TOLD:", "if True:",
          f"{LONG}::test_no_more_is_told_of_a_file_than_anybody_reads"),
    Guard("model/toml.py", "except RecursionError:", "except MemoryError:",
          f"{FUZZING}::test_what_is_wrong_with_settings_is_told"),
    Guard("articles/archive.py", "message_from_bytes(data)\n    except Exception:",
          "message_from_bytes(data)\n    except MemoryError:", f"{FUZZING}::test_an_archive_in_archives_is_told"),
    Guard("check/format.py", "Split(with_plain_breaks(text.text)) if", "Split(text.text) if",
          "tests/check/test_format.py::test_what_ends_a_line_in_yaml_alone_ends_none_of_a_registry"),
    Guard("ui/crew/provenance.py", "elif address != self._told:", "elif False:",
          f"{EDITOR}::test_nothing_is_opened_before_it_was_shown"),
    Guard("desk/database.py", "ERRORS = (sqlite3.Error, UnicodeDecodeError)", "ERRORS = (sqlite3.Warning,)",
          "tests/hard/test_flips.py::test_no_damage_is_a_traceback_or_passed_over_in_silence"),
    Guard("cli/assistant_tools.py", "return [IS_DATA, *_placed(answered, desk)", "return [*_placed(answered, desk)",
          f"{MCP}::test_what_a_brief_says_is_quoted_and_orders_nothing"),
    Guard("cli/assistant_tools.py", '_OURS = ("desk", "shape", "at")', '_OURS = ("shape", "at")',
          f"{MCP}::test_what_can_not_be_answered_gets_a_sentence"),
    Guard("ui/app.py", "if self.is_headless or not self._exit_renderables:", "if True:",
          f"{ODD}::test_a_fault_of_ours_is_a_sentence_and_the_terminal_is_as_it_was"),
    Guard("model/signals.py", "            signal.signal(number, answer)", "            pass",
          f"{ODD}::test_told_to_end_at_any_moment"),
    Guard("ui/terminal.py", "        self._must_signal_resume = True\n        self.resume_application_mode()",
          "        pass", f"{ODD}::test_to_the_shell_and_back"),
    Guard("model/system.py", 'return stem.partition(".")[0].strip().lower() in _DEVICES', "return False",
          f"{SYSTEM}::test_no_brief_is_called_what_windows_keeps_for_a_device"),
    Guard("model/system.py", "except ImportError:", "except ZeroDivisionError:",
          f"{POORER}::test_every_command_answers_the_same_on_a_poorer_system"),
    Guard("cli/init.py", "and not unfinished.exists():", "and True:", f"{INIT}::test_what_was_cut_off_is_gone_on_with"),
    Guard("desk/state.py", "if any(db.execute(differ).fetchone()[0] for differ in DIFFER):", "if False:",
          f"{STATE}::test_a_mark_that_nobody_changed_is_told_and_hides_no_other"),
    Guard("desk/state.py", "if log.is_torn(db):", "if False:",
          f"{STATE}::test_a_log_that_rotted_after_a_kill_is_told"),
    Guard("desk/trace_file.py", "own_text(what, value) != value or ", "",
          f"{TRACES}::test_a_line_that_is_none_is_told_with_its_number"),
    Guard("desk/trace_file.py", "b64decode(text, validate=True), MARK)", "b64decode(text, validate=True))[:1]",
          f"{TRACES}::test_words_that_unpack_to_more_than_any_brief_are_refused"),
    Guard("model/traces.py", "return clean(typed).strip()", "return typed.strip()",
          f"{TRACES}::test_what_a_hand_writes_is_data"),
)  # fmt: skip


def status_of(tests: list[str], project: Path) -> int:
    """How pytest ends in a copy of the project: 0 where the tests pass, 1 where one fails."""
    environ = {**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"}
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
    return subprocess.run(
        words, cwd=project, env=environ, capture_output=True, stdin=subprocess.DEVNULL, check=False
    ).returncode


def fails_without(guard: Guard, project: Path) -> bool:
    """Whether the test fails where the guard is out; it is in again afterwards."""
    file = project / "briefing" / guard.file
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace(guard.guard, guard.without), encoding="utf-8")
    try:
        status = status_of([guard.test], project)
        return status == 1 or status < 0  # without some of them the interpreter itself breaks down
    finally:
        file.write_text(whole, encoding="utf-8")


def main() -> None:
    """Try those whose test's name has one of the words, all without; the exit status is 1 where a test did not fail."""
    words = sys.argv[1:]
    chosen = [guard for guard in GUARDS if not words or any(word in guard.name for word in words)]
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        project = Path(folder) / "project"
        shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".*", "__pycache__", "benchmarks", "dist"))
        if status_of(list(dict.fromkeys(guard.test for guard in chosen)), project):
            sys.exit("the tests fail with the guards, too")
        useless = 0
        for guard in chosen:
            is_held = fails_without(guard, project)
            useless += not is_held
            print(
                f"{'held' if is_held else 'NOT HELD'}: {guard.file}: {guard.guard.strip()[:50]} ({guard.name})",
                flush=True,
            )
    sys.exit(bool(useless))


if __name__ == "__main__":
    main()
