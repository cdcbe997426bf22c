"""Everything that editors publish, loaded once; running it again changes nothing."""

from pathlib import Path

from service_catalog.models import KindPage

from .catalogue import load_directory, load_services
from .editors import load_editors
from .front import Targets, arrange_home, load_pages, load_root, load_site
from .guided import load_guided_choice
from .helping import load_help
from .news import load_notices


def load_content(root: Path) -> None:
    """Directory, page tree, files, groups and workflow from the files below `root`."""
    load_directory(root)
    home = load_root(root)
    services = load_services(root, home)
    load_guided_choice(root, services)
    categories = load_notices(root, home, services)
    questions = load_help(root, home, services)
    pages = load_pages(root, home)
    targets = Targets(faq=questions, service=services, page=pages)
    kinds = {page.slug: page for page in KindPage.objects.all()}
    home.refresh_from_db()
    arrange_home(root, home, targets, categories=categories, kinds=kinds)
    load_site(root, targets)
    load_editors(home)
