"""Real rows for tests, each with the least it needs."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from django.contrib.auth.models import Permission, User
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.models import Event, Series
from inquiries.consent import Purpose
from inquiries.models import (
    Absence,
    AssignmentRule,
    Consent,
    Delivery,
    DeskSettings,
    FormOption,
    Inquiry,
    InquiryProgram,
    ProgramRouting,
    Prospect,
    Reply,
    ReplyTemplate,
    Team,
    TeamMember,
)
from news.models import NewsItem, Topic
from pages.models import Alert, HomeBlock, HomeFeature, HomeLink, Page, SiteFacts
from programs.models import (
    Contact,
    Cost,
    Course,
    CreditComponent,
    CreditRule,
    DegreeType,
    KeyDate,
    Landing,
    Plan,
    Program,
    Question,
    RequirementGroup,
    StartTerm,
)


class DegreeTypeFactory(DjangoModelFactory):
    class Meta:
        model = DegreeType

    name = factory.Sequence(lambda n: f"Master of Type {n}")
    slug = factory.Sequence(lambda n: f"type-{n}")
    position = factory.Sequence(int)


class CreditRuleFactory(DjangoModelFactory):
    class Meta:
        model = CreditRule

    degree_type = factory.SubFactory(DegreeTypeFactory)
    name = "Standard"
    total_credits = 36
    valid_from_year = 2021


class CreditComponentFactory(DjangoModelFactory):
    class Meta:
        model = CreditComponent

    rule = factory.SubFactory(CreditRuleFactory)
    kind = CreditComponent.Kind.CAPSTONE
    name = "capstone project"
    minimum_credits = 4


class StandardRuleFactory(CreditRuleFactory):
    """36 = 4 + 32, as the school has it."""

    class Meta:
        skip_postgeneration_save = True

    capstone = factory.RelatedFactory(CreditComponentFactory, factory_related_name="rule")
    other = factory.RelatedFactory(
        CreditComponentFactory,
        factory_related_name="rule",
        kind=CreditComponent.Kind.OTHER,
        name="other work",
        minimum_credits=32,
        position=1,
    )


class ProgramFactory(DjangoModelFactory):
    class Meta:
        model = Program

    degree_type = factory.SubFactory(DegreeTypeFactory)
    official_name = factory.Sequence(lambda n: f"Master of Subject {n}")
    short_name = factory.Sequence(lambda n: f"Subject {n}")
    slug = factory.Sequence(lambda n: f"subject-{n}")
    listing_position = factory.Sequence(int)
    form_position = factory.Sequence(int)


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course

    code = factory.Sequence(lambda n: f"TST {n}")
    title = "Testing"
    least_credits = Decimal(4)


class PlanFactory(DjangoModelFactory):
    """Full-time, four terms, under the standard rule; its groups are for the test to make."""

    class Meta:
        model = Plan

    rule = factory.SubFactory(StandardRuleFactory)
    program = factory.SubFactory(
        ProgramFactory, degree_type=factory.SelfAttribute("..rule.degree_type")
    )
    pathway = Plan.Pathway.FULL_TIME
    academic_year = 2026
    terms = 4


class RequirementGroupFactory(DjangoModelFactory):
    class Meta:
        model = RequirementGroup
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    name = factory.Sequence(lambda n: f"Group {n}")
    kind = CreditComponent.Kind.OTHER

    @factory.post_generation
    def courses(self, create, extracted, **kwargs):
        self.courses.set(extracted or [])


class KeyDateFactory(DjangoModelFactory):
    class Meta:
        model = KeyDate

    program = factory.SubFactory(ProgramFactory)
    label = "Applications close"
    day = date(2026, 12, 1)


class CostFactory(DjangoModelFactory):
    """In force for as long as the tests may run."""

    class Meta:
        model = Cost

    program = factory.SubFactory(ProgramFactory)
    label = "Tuition"
    amount = Decimal("1250.00")
    academic_year = 2026
    source = "https://example.org/tuition"
    review_by = date(2200, 1, 1)


class StartTermFactory(DjangoModelFactory):
    """In force for as long as the tests may run."""

    class Meta:
        model = StartTerm

    program = factory.SubFactory(ProgramFactory)
    season = "fall"
    year = 2027
    review_by = date(2200, 1, 1)


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    program = factory.SubFactory(ProgramFactory)
    name = "Program office"
    email = "office@example.org"


class QuestionFactory(DjangoModelFactory):
    """On the page of every program."""

    class Meta:
        model = Question

    question = factory.Sequence(lambda n: f"Question {n}?")
    answer = "<p>Yes.</p>"


class LandingFactory(DjangoModelFactory):
    class Meta:
        model = Landing

    pk = 1
    heading = "Programs"


class FormOptionFactory(DjangoModelFactory):
    class Meta:
        model = FormOption

    kind = FormOption.Kind.INTEREST
    label = factory.Sequence(lambda n: f"Interest {n}")
    position = factory.Sequence(int)


class ProspectFactory(DjangoModelFactory):
    class Meta:
        model = Prospect

    email = factory.Sequence(lambda n: f"ada{n}@example.org")


class InquiryFactory(DjangoModelFactory):
    class Meta:
        model = Inquiry
        skip_postgeneration_save = True

    submission_key = factory.Sequence(lambda n: f"key-{n}")
    prospect = factory.SubFactory(ProspectFactory)
    first_name = "Ada"
    last_name = "Example"
    email = factory.SelfAttribute("prospect.email")
    captcha = Inquiry.Captcha.PASSED

    @factory.post_generation
    def wants_mail(inquiry, create, given):
        if create and given:
            ConsentFactory(inquiry=inquiry, purpose=Purpose.MAIL)


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    inquiry = factory.SubFactory(InquiryFactory)
    purpose = Purpose.ANSWERING
    version = "2026-11"


class InquiryProgramFactory(DjangoModelFactory):
    class Meta:
        model = InquiryProgram

    inquiry = factory.SubFactory(InquiryFactory)
    program = factory.SubFactory(ProgramFactory)
    name = factory.SelfAttribute("program.official_name")


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = Delivery

    inquiry = factory.SubFactory(InquiryFactory)
    kind = Delivery.Kind.BROCHURE
    key = factory.Sequence(lambda n: f"delivery-{n}")


class ProgramRoutingFactory(DjangoModelFactory):
    class Meta:
        model = ProgramRouting

    program = factory.SubFactory(ProgramFactory)
    crm_code = factory.Sequence(lambda n: f"CODE-{n}")


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class NewsItemFactory(DjangoModelFactory):
    class Meta:
        model = NewsItem
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"News {n}")
    slug = factory.Sequence(lambda n: f"news-{n}")
    summary = "What happened."
    body = "<p>First paragraph.</p><p>Second paragraph.</p>"
    state = NewsItem.State.PUBLISHED

    @factory.post_generation
    def topics(item, create, given):
        if create and given:
            item.topics.set(given)

    @factory.post_generation
    def programs(item, create, given):
        if create and given:
            item.programs.set(given)


class EventFactory(DjangoModelFactory):
    """Public, and tomorrow."""

    class Meta:
        model = Event

    title = factory.Sequence(lambda n: f"Event {n}")
    slug = factory.Sequence(lambda n: f"event-{n}")
    summary = "What it is about."
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=1))
    state = Event.State.PUBLISHED


class PageFactory(DjangoModelFactory):
    """Its path comes from its parent's and its slug."""

    class Meta:
        model = Page

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    state = Page.State.PUBLISHED


class AlertFactory(DjangoModelFactory):
    class Meta:
        model = Alert

    title = "Campus alert"
    state = Alert.State.PUBLISHED


class SiteFactsFactory(DjangoModelFactory):
    class Meta:
        model = SiteFacts

    pk = 1
    street = "1 Example Street"
    city = "Boston"
    state = "MA"
    zip = "02115"
    phone = "617-555-0100"
    copyright_holder = "The School"
    founded = 1782


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = Series

    name = factory.Sequence(lambda n: f"Series {n}")
    slug = factory.Sequence(lambda n: f"series-{n}")


class StaffFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"staff{n}")
    is_staff = True


class DeskAccountFactory(StaffFactory):
    """May work on inquiries, as a member of the group Inquiries desk may."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"officer{n}")

    @factory.post_generation
    def of_the_desk(account, create, given):
        wanted = ("view_inquiry", "change_inquiry")
        account.user_permissions.add(*Permission.objects.filter(codename__in=wanted))


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Team {n}")

    @factory.post_generation
    def is_default(team, create, given):
        if given:
            DeskSettings.objects.update_or_create(pk=1, defaults={"default_team": team})


class TeamMemberFactory(DjangoModelFactory):
    class Meta:
        model = TeamMember

    team = factory.SubFactory(TeamFactory)
    person = factory.SubFactory(DeskAccountFactory)
    position = factory.Sequence(int)


class AssignmentRuleFactory(DjangoModelFactory):
    """The default, as long as no condition is given."""

    class Meta:
        model = AssignmentRule
        skip_postgeneration_save = True

    position = factory.Sequence(int)
    team = factory.Maybe("person", None, factory.SubFactory(TeamFactory))
    person = None

    @factory.post_generation
    def programs(rule, create, given):
        rule.programs.set(given or [])

    @factory.post_generation
    def interests(rule, create, given):
        rule.interests.set(given or [])


class AbsenceFactory(DjangoModelFactory):
    """Today, and no other day."""

    class Meta:
        model = Absence

    person = factory.SubFactory(DeskAccountFactory)
    first_day = factory.LazyFunction(timezone.localdate)
    last_day = factory.SelfAttribute("first_day")


class HomeFeatureFactory(DjangoModelFactory):
    class Meta:
        model = HomeFeature

    headline = factory.Sequence(lambda n: f"Story {n}")
    teaser = "What is it about?"
    link_label = "Read the story"
    link_url = "/news/"
    state = HomeFeature.State.PUBLISHED


class HomeBlockFactory(DjangoModelFactory):
    class Meta:
        model = HomeBlock

    kind = HomeBlock.Kind.NOTICE
    heading = factory.Sequence(lambda n: f"Block {n}")
    state = HomeBlock.State.PUBLISHED


class HomeLinkFactory(DjangoModelFactory):
    class Meta:
        model = HomeLink

    block = factory.SubFactory(HomeBlockFactory)
    label = factory.Sequence(lambda n: f"Link {n}")
    url = "/news/"


class ReplyTemplateFactory(DjangoModelFactory):
    """For all programs."""

    class Meta:
        model = ReplyTemplate

    name = factory.Sequence(lambda n: f"Template {n}")
    subject = "About your inquiry"
    body = "{{ greeting }}\n\nThank you for asking about {{ programs }}."


class ReplyFactory(DjangoModelFactory):
    """Waiting to be sent."""

    class Meta:
        model = Reply

    delivery = factory.SubFactory(DeliveryFactory, kind=Delivery.Kind.REPLY)
    inquiry = factory.SelfAttribute("delivery.inquiry")
    subject = "About your inquiry"
    body = "Dear Ada Example,\n\nThank you for asking."
    by = factory.SubFactory(StaffFactory)
