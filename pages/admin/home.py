from django.contrib import admin

from content.editing import PublishableAdmin, StandingFilter

from ..home import FEATURES_SHOWN
from ..models import HomeBlock, HomeFeature, HomeLink


@admin.register(HomeFeature)
class HomeFeatureAdmin(PublishableAdmin):
    list_display = ["headline", "now", "position", "has_picture", "publish_at", "unpublish_at"]
    list_editable = ["position"]
    list_filter = [StandingFilter]
    search_fields = ["headline", "teaser"]
    view_on_site = False  # it has no page of its own
    fieldsets = [
        (
            None,
            {
                "fields": ["headline", "teaser", ("link_label", "link_url"), "position"],
                "description": f"The {FEATURES_SHOWN} public stories with the lowest positions "
                "stand at the top of the home page: the first one large, the others beside it. "
                "Others wait until one of these ends.",
            },
        ),
        (
            "Picture",
            {
                "fields": ["image", "image_alt", "image_credit"],
                "description": "Shown three wide by two high, cut from its middle. Without one "
                "the headline stands alone, and larger.",
            },
        ),
        PublishableAdmin.WHEN_WITHOUT_PAGE,
    ]

    @admin.display(boolean=True, description="picture", ordering="image")
    def has_picture(self, feature: HomeFeature) -> bool:
        return bool(feature.image)


class HomeLinkInline(admin.TabularInline):
    model = HomeLink
    extra = 0


@admin.register(HomeBlock)
class HomeBlockAdmin(PublishableAdmin):
    list_display = ["heading", "kind", "now", "position", "publish_at", "unpublish_at"]
    list_editable = ["position"]
    list_filter = [StandingFilter, "kind"]
    search_fields = ["heading", "subheading", "text"]
    ordering = ["kind", "position", "pk"]
    view_on_site = False
    inlines = [HomeLinkInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "heading", "subheading", "date", "text", "position"],
                "description": "From the top of the home page: the stories, the programs, the "
                "news, then notices, Education, Community beside Giving, the events. A kind "
                "without a public block leaves no gap.",
            },
        ),
        (
            "Where it leads",
            {
                "fields": [("link_label", "link_url")],
                "description": "A button below the text; for several places, use the links at "
                "the end of this form.",
            },
        ),
        PublishableAdmin.WHEN_WITHOUT_PAGE,
    ]
