"""Further themes: four of Pelican (pip), more of Hexo (npm)."""
import pathlib
import subprocess

from generators import Pelican
from more_generators import hexo_theme

# The name of the theme, where it stands if not among Pelican's own, and what its configuration needs.
PELICAN = {"reflex": ("reflex", None, "CC_LICENSE = {}\n"), "smallweb": ("smallweb", None, ""), "themeless": ("themeless", None, ""),
           "engineering": ("theme", "pelican_engineering_theme", "")}
HEXO = ("async", "kratos-rebirth", "nexmoe", "yun")


def pelican_theme(name, package, more):
    """Pelican with another theme, and a feed without texts."""

    class Themed(Pelican):
        def prepare(self):
            super().prepare()
            theme = name
            if package:
                python = pathlib.Path(self.program).with_name("python")
                ask = f"import importlib.util as u; print(u.find_spec('{package}').submodule_search_locations[0])"
                done = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=True)
                theme = str(pathlib.Path(done.stdout.strip()) / name)
            path = self.folder / "conf.py"
            text = path.read_text(encoding="utf-8").replace("FEED_ALL_ATOM = 'feeds/all.atom.xml'", "FEED_ALL_ATOM = None\nFEED_ALL_RSS = 'feeds/all.rss.xml'\nRSS_FEED_SUMMARY_ONLY = True\nFEED_MAX_ITEMS = 10")
            path.write_text(text + f"THEME = '{theme}'\n{more}", encoding="utf-8")

        def flush(self):
            # Some themes cannot draw an empty paper.
            self.public.mkdir(exist_ok=True)
            if self.stories:
                super().flush()

        def change_theme(self):
            pass

    Themed.__doc__ = f"Pelican with the theme {name or package}."
    return Themed


SYSTEMS = {**{f"pelican-{short}": pelican_theme(*what) for short, what in PELICAN.items()},
           **{f"hexo-{name}": hexo_theme(name) for name in HEXO}}
