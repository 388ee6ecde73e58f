"""Which files of a desk are its registry's, by their paths alone: the one place that knows their names."""

from __future__ import annotations

SUFFIX = ".yaml"
OWNERS_OF = {"actors": "registry actor", "places": "registry venue"}
"""What the entries are of a file of this name with the suffix, and of the files in the folder of this name."""
REGISTRY_FILES = tuple(f"{name}{SUFFIX}" for name in OWNERS_OF)


def is_registry(path: str) -> bool:
    """Whether a file is one of the registry (`actors.yaml`, `actors/x.yaml`), by its path from the desk's root."""
    folder, _slash, name = path.rpartition("/")
    return path in REGISTRY_FILES or (folder in OWNERS_OF and name.endswith(SUFFIX) and name[0] != ".")


def owner_of(file: str) -> str:
    """What the entries of a file of the registry are, by its name; nothing for other files."""
    folder, _slash, name = file.rpartition("/")
    if not name.endswith(SUFFIX):
        return ""
    return OWNERS_OF.get(folder if folder in OWNERS_OF else name.removesuffix(SUFFIX), "")


def file_name(stem: str) -> str:
    """The name of a brief's file, of a stem that may be a registry's, or one that cannot be had everywhere."""
    from briefing.model.system import is_device

    return f"{stem}-brief.yaml" if f"{stem}.yaml" in REGISTRY_FILES or is_device(stem) else f"{stem}.yaml"
