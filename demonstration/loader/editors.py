"""Who may edit and who may publish, and the way from the one to the other."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home.models import PublicationTask

EDITORS, PUBLISHERS = "编辑", "发布"
PAGE_RIGHTS = {
    EDITORS: ("add_page", "change_page"),
    PUBLISHERS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
LIBRARY_RIGHTS = (
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
)
SNIPPETS = (
    ("help_center", "hotline"),
    ("service_catalog", "place"),
    ("applications", "correctionreason"),
    ("applications", "checklistpoint"),
    ("applications", "papertemplate"),
    ("eforms", "fieldgroup"),
)
WORKFLOW = "内容审核"
STOCK_GROUPS = ("Editors", "Moderators")


def load_editors(home: Page) -> None:
    """Groups, their rights on the tree and the library, and the workflow."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in PAGE_RIGHTS}
    access = _permission("wagtailadmin", "access_admin")
    for name, group in groups.items():
        group.permissions.add(access, *_snippet_rights(name))
        _give_pages(group, home, PAGE_RIGHTS[name])
        _give_library(group)
    groups[PUBLISHERS].permissions.add(_permission("home", "change_sitesettings"))
    _workflow(home, groups[PUBLISHERS])
    Group.objects.filter(name__in=STOCK_GROUPS).delete()


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _snippet_rights(group: str) -> list[Permission]:
    verbs = ("add", "change", "delete") if group == PUBLISHERS else ("add", "change")
    return [_permission(app, f"{verb}_{model}") for app, model in SNIPPETS for verb in verbs]


def _give_pages(group: Group, home: Page, codenames: tuple[str, ...]) -> None:
    for codename in codenames:
        GroupPagePermission.objects.get_or_create(
            group=group, page=home, permission=_permission("wagtailcore", codename)
        )


def _give_library(group: Group) -> None:
    root = Collection.get_first_root_node()
    for app, codename in LIBRARY_RIGHTS:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=_permission(app, codename)
        )


def _workflow(home: Page, publishers: Group) -> None:
    """What editors submit, publishers approve; it holds for the whole tree."""
    Workflow.objects.exclude(name=WORKFLOW).update(active=False)
    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    if not made:
        return
    task = PublicationTask.objects.create(name="发布人员审核", active=True)
    task.groups.add(publishers)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
